import { setTimeout as delay } from 'node:timers/promises';
import type { WebClientOptions } from '@slack/web-api';
import { UserError } from '../src/errors.js';
import { healthRoutes } from '../src/http/health.js';
import { openHttp } from '../src/http/server.js';
import { startCaseWorker } from '../src/jobs/cases.js';
import { type Jobs, openJobs } from '../src/jobs/producer.js';
import { startAnswerWorker, startDeadlineWorker, startReadWorker } from '../src/jobs/workers.js';
import { NOBODY } from '../src/oncall/policy.js';
import { PageError } from '../src/paging/page-error.js';
import { isRedisAway, openRedis } from '../src/records/connect.js';
import { openRecords, type Records } from '../src/records/records.js';
import { seldom } from '../src/records/seldom.js';
import type { Redact } from '../src/records/texts.js';
import { openAnswering } from './answering/answer.js';
import { parkedAnswer, parkedRead } from './answering/parked.js';
import type { BotLog } from './bot-log.js';
import type { Engine } from './engine/engine.js';
import { openSweeps } from './fleet/sweep.js';
import { carryFailed, carryOut } from './oncall/carry-out.js';
import type { Escalation, Limits, Parts } from './parts.js';
import { reportFile } from './reading/open-report.js';
import { readReportJob } from './reading/read.js';
import { openReadings } from './reading/readings.js';
import { register } from './register.js';
import { openRights, type RightsOptions } from './rights/rights.js';
import { openBoltApp, type Road } from './road/bolt-app.js';
import { openPeople, type People, whoAmI } from './slack/people.js';
import { openRespond } from './slack/response-url.js';
import { clientOptions, openSlack } from './slack/slack.js';
import { isSlackTrouble, slackCode, whyUnreachable } from './slack/slack-errors.js';
import { openDownload } from './text/download.js';
import { type WebhookOptions, webhookRoutes } from './webhooks/routes.js';

// Longer than any one answer; Kubernetes kills after 30 s.
const DRAIN_MS = 15_000;
const SWEEP_MS = 30_000;

export interface BotOptions {
  readonly botToken: string;
  readonly road: Road;
  readonly apiUrl: string | undefined;
  readonly redisUrl: string;
  /** Port of everything the bot serves: `/healthz`, `/readyz`, and `/slack/events` in HTTP mode. */
  readonly port: number;
  readonly engine: Engine;
  readonly redact: Redact;
  readonly rights: Omit<RightsOptions, keyof People>;
  readonly limits: Limits;
  readonly maxTextBytes: number;
  readonly keepSeconds: number;
  /** How people are told; absent: nobody is. */
  readonly escalation?: Escalation;
  /** Absent: no such routes. */
  readonly webhooks?: WebhookOptions;
  readonly log: BotLog;
}

export interface RunningBot {
  /** Where it listens. */
  readonly port: number;
  readonly records: Records;
  readonly jobs: Jobs;
  /** Shows a report again as it is known now. */
  show(report: string): Promise<void>;
  /** Takes nothing new, lets running answers end, closes everything. */
  stop(): Promise<void>;
}

/** Builds everything of the bot, in order, and starts it. Rejects when Slack refuses a token. */
export async function startBot(options: BotOptions): Promise<RunningBot> {
  const { log } = options;
  const web: WebClientOptions = clientOptions(options.apiUrl);
  const nowMs = () => Date.now();
  const now = () => new Date().toISOString();
  const sleep = (ms: number) => delay(ms, undefined, { ref: false });
  const onError = seldom(
    (error) => log.warn({ err: error }, 'Redis or the queue failed; trying again. Look at REDIS_URL and at Redis'),
    nowMs,
  );

  const self = await orRefused('SLACK_BOT_TOKEN', whoAmI(options.botToken, web, log), options.apiUrl);
  const redis = openRedis(options.redisUrl, 'ask', onError);
  const records = openRecords({
    redis,
    redact: options.redact,
    nowMs,
    maxTextBytes: options.maxTextBytes,
    keepSeconds: options.keepSeconds,
  });
  const escalation = options.escalation ?? { policy: NOBODY, channel: undefined, pagerduty: undefined };
  const jobs = await openJobs({ url: options.redisUrl, records, now, policy: escalation.policy, onError });
  const people = openPeople(options.botToken, web, self.teamId, nowMs);
  const parts: Parts = {
    self,
    slack: openSlack({ token: options.botToken, botId: self.botId }, web, { nowMs, sleep }, log),
    records,
    jobs,
    engine: options.engine,
    rights: openRights({ ...options.rights, ...people }),
    download: openDownload({ token: options.botToken, maxBytes: options.maxTextBytes, apiUrl: options.apiUrl }),
    maxTextBytes: options.maxTextBytes,
    respond: openRespond(options.apiUrl),
    localeOf: people.localeOf,
    trouble: people.trouble,
    nameOf: people.nameOf,
    redact: options.redact,
    log,
    now,
    sleep,
    limits: options.limits,
    escalation,
  };
  const file = reportFile(records);
  const readings = openReadings(records, options.engine);
  const desk = { file, readings, answering: openAnswering(parts, file, readings), sweeps: openSweeps(parts, file) };

  const missing = async (): Promise<readonly string[]> => {
    const redisDown = await redis.ping().then(
      () => [],
      () => ['redis'],
    );
    return bolt.connected() ? redisDown : ['slack', ...redisDown];
  };
  const bolt = openBoltApp({ road: options.road, botToken: options.botToken, self, clientOptions: web, log });
  register(bolt.app, parts, desk);
  const http = await openHttp(
    options.port,
    { ...healthRoutes(missing), ...bolt.routes, ...webhookRoutes(options.webhooks, parts) },
    log,
  );
  const workers = [
    startReadWorker({
      url: options.redisUrl,
      onError,
      passing: (error) => isSlackTrouble(error) || isRedisAway(error),
      read: (payload, turn) => readReportJob(payload, parts, desk, turn.start),
      onParked: (payload, error) => parkedRead(payload, error, parts),
    }),
    startAnswerWorker({
      url: options.redisUrl,
      onError,
      answer: async (payload, { start }) => {
        if (!(await desk.sweeps.answer(payload, start > 1))) await desk.answering.answer(payload);
      },
      onParked: (payload, error) => parkedAnswer(payload, error, parts, file),
    }),
    startDeadlineWorker({ url: options.redisUrl, onError }),
    startCaseWorker({
      url: options.redisUrl,
      onError,
      passing: (error) => error instanceof PageError || isSlackTrouble(error),
      pause: (error) => (error instanceof PageError ? error.afterMs : null),
      run: (payload, { start }) => carryOut(payload, parts, desk, start),
      onParked: (payload, error) => carryFailed(payload, error, parts),
    }),
  ];
  // What a process that died had stored and not queued.
  const sweeping = setInterval(() => void jobs.cases.sweep().catch(onError), SWEEP_MS);
  void jobs.cases.sweep().catch(onError);
  const running: RunningBot = {
    port: http.port,
    records,
    jobs,
    show: (report) => desk.answering.show(report),
    async stop() {
      clearInterval(sweeping);
      await bolt.stop();
      const drained = Promise.all(workers.map((worker) => worker.close())).then(() => jobs.close());
      // A queue that is away would hold up the end for ever; what was running comes back as a stalled job.
      await within(DRAIN_MS, drained, sleep);
      await http.close();
      await options.engine.close();
      redis.disconnect();
    },
  };
  try {
    await orRefused(options.road.kind === 'socket' ? 'SLACK_APP_TOKEN' : 'PORT', bolt.start(), options.apiUrl);
  } catch (error) {
    await running.stop();
    throw error;
  }
  log.info({ bot: self.userId }, 'the bot listens');
  return running;
}

/** A wrong token, or a Slack that cannot be reached, as something the operator can act on. */
async function orRefused<T>(setting: string, asked: Promise<T>, apiUrl = 'https://slack.com/api/'): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (isSlackTrouble(error)) {
      throw new UserError('slack-unreachable', {
        message: `Slack cannot be reached at ${apiUrl}: ${whyUnreachable(error)}`,
        next: 'Check the network, a proxy in between and SLACK_API_URL, then start again',
        cause: error,
      });
    }
    const code = slackCode(error);
    if (code === '') throw error;
    const next = 'Copy the token again from the Slack app, or reinstall the app to the workspace';
    throw new UserError('config-invalid', { message: `Slack refuses ${setting}: ${code}`, next, cause: error });
  }
}

async function within(ms: number, work: Promise<unknown>, sleep: (ms: number) => Promise<void>): Promise<void> {
  await Promise.race([work.catch(() => {}), sleep(ms)]);
}
