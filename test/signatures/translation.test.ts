import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { translate } from '../../src/diagnosis/translate.js';
import { loadTranslations } from '../../src/signatures/translation.js';
import { check, fact, judged, signature } from '../diagnosis/judged.js';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'plegmatic-zh-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const driver = check({ id: 'driver', fact: 'kubelet.cgroup_driver', equals: 'systemd', because: 'it must be systemd' });
const one = signature({ checks: [driver] });
const write = (text: string): void => writeFileSync(join(dir, 'the-one.zh.yaml'), text);

test('words of the author are translated, commands and what was found are not', () => {
  write('title: 标题\nsummary: 摘要\nchecks: { driver: 必须是 systemd }\nsteps: { look: { expect: 什么都没有 } }\n');
  const { byId, problems } = loadTranslations([dir], 'zh', [one]);
  expect(problems).toEqual([]);
  const facts = { 'kubelet.cgroup_driver': fact('systemd') };
  const verdict = translate(judged(one, { paste: 'boom', facts }), byId).verdicts[0];
  expect(verdict).toMatchObject({ title: '标题', summary: '摘要', runbook: [{ run: 'true', expect: '什么都没有' }] });
  expect(verdict?.checks[0]).toMatchObject({ because: '必须是 systemd', value: 'systemd' });
  const failing = translate(judged(one, { paste: 'boom', facts: { 'kubelet.cgroup_driver': fact('cgroupfs') } }), byId);
  expect(failing.verdicts[0]?.checks[0]?.because).not.toContain('必须');
});

test('what has no translation stays English, except what the engine itself says of a check', () => {
  const diagnosis = judged(one, { paste: 'boom' });
  const translated = translate(diagnosis, new Map());
  const [before, after] = [diagnosis.verdicts[0], translated.verdicts[0]];
  expect({ ...after, checks: [] }).toEqual({ ...before, checks: [] });
  expect(after?.checks[0]).toEqual({ ...before?.checks[0], because: 'kubelet.cgroup_driver 未采集到' });
});

test.each([
  ['checks', 'title: 标题\nsummary: 摘要\nchecks: { gone: x }\n', 'checks has no gone in the signature'],
  ['steps', 'title: 标题\nsummary: 摘要\nsteps: { gone: { note: x } }\n', 'steps has no gone in the signature'],
  ['keys', 'title: 标题\nsummary: 摘要\ncommand: x\n', 'the file has no key command'],
])('a translation of %s that the signature has not is told and left out', (_, text, message) => {
  write(text);
  const { byId, problems } = loadTranslations([dir], 'zh', [one]);
  expect(problems.map((problem) => problem.message)).toEqual([message]);
  expect(byId.size).toBe(0);
});
