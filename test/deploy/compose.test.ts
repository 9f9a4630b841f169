import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { VARIABLES } from '../../src/config/variables.js';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

/** As much of the compose format as the file uses; a misspelt key is a failure. No docker compose is at hand to run it. */
const service = z
  .strictObject({
    image: z.string().optional(),
    build: z.strictObject({ context: z.string(), dockerfile: z.string(), target: z.string() }).optional(),
    command: z.array(z.string()),
    user: z.string().optional(),
    environment: z.record(z.string(), z.string()).optional(),
    volumes: z.array(z.string()).optional(),
    ports: z.array(z.string()).optional(),
    depends_on: z.record(z.string(), z.strictObject({ condition: z.literal('service_healthy') })).optional(),
    healthcheck: z
      .strictObject({ test: z.array(z.string()), interval: z.string(), timeout: z.string(), retries: z.number() })
      .optional(),
    restart: z.literal('unless-stopped'),
    stop_grace_period: z.string().optional(),
  })
  .refine(({ image, build }) => (image === undefined) !== (build === undefined), 'either an image or a build');
const compose = z
  .strictObject({ services: z.record(z.string(), service), volumes: z.record(z.string(), z.null()) })
  .parse(parse(read('docker-compose.yml')));
const { redis, bot, collector } = compose.services;

describe('docker-compose.yml', () => {
  it('sets only variables that exist', () => {
    const names = Object.values(compose.services).flatMap(({ environment }) => Object.keys(environment ?? {}));
    expect(names.filter((name) => !Object.hasOwn(VARIABLES, name))).toEqual([]);
  });

  it('gives Slack to the bot and the cluster to the collector', () => {
    expect(Object.keys(collector?.environment ?? {}).filter((name) => name.includes('SLACK'))).toEqual([]);
    expect(bot?.environment).not.toHaveProperty('KUBECONFIG');
    expect(collector?.environment).toHaveProperty('KUBECONFIG');
    expect([bot?.command, collector?.command]).toEqual([
      ['start', '--role', 'bot'],
      ['start', '--role', 'collector'],
    ]);
  });

  it('builds targets that the Dockerfile has', () => {
    const targets = [...read('deploy/Dockerfile').matchAll(/ AS (\w+)$/gm)].map(([, name]) => name);
    for (const { build } of Object.values(compose.services)) {
      if (build === undefined) continue;
      expect(build.dockerfile).toBe('deploy/Dockerfile');
      expect(targets).toContain(build.target);
    }
  });

  it('waits for services it has, and runs a Redis that keeps what it is told', () => {
    for (const { depends_on } of Object.values(compose.services))
      for (const name of Object.keys(depends_on ?? {})) expect(compose.services).toHaveProperty(name);
    expect(redis?.command.join(' ')).toMatch(/--appendonly yes --appendfsync always --maxmemory-policy noeviction/);
    expect(bot?.environment?.REDIS_URL).toBe('redis://redis:6379');
  });
});

it('the Dockerfile takes its base from outside, keeps kubectl from the bot, and runs as a number', () => {
  const lines = read('deploy/Dockerfile').split('\n');
  const stage = (name: string): string => {
    const from = lines.findIndex((line) => line.endsWith(` AS ${name}`));
    const rest = lines.slice(from + 1);
    const to = rest.findIndex((line) => line.startsWith('FROM '));
    return rest.slice(0, to === -1 ? undefined : to).join('\n');
  };
  expect(lines).toContain('ARG BASE=node:20-bookworm-slim');
  expect(stage('bot')).toMatch(/^USER \d+:\d+$/m);
  expect(stage('bot')).not.toContain('kubectl');
  expect(stage('collector')).toContain('COPY --from=kubectl /bin/kubectl');
  expect(stage('collector')).not.toContain('USER');
});
