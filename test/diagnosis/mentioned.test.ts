import { expect, it } from 'vitest';
import { evidencePieces } from '../../handlers/blocks/evidence.js';
import { answered } from '../../src/diagnosis/answered.js';
import { diagnose } from '../../src/diagnosis/diagnose.js';
import type { Diagnosis, Verdict } from '../../src/diagnosis/diagnosis.js';
import { type Facts, known } from '../../src/facts/fact.js';
import { readReport } from '../../src/report/read-report.js';
import { render } from '../../src/terminal/render.js';
import { shippedKnowledge } from '../accuracy/best.js';

const knowledge = shippedKnowledge();
const PAUSED = 'cannot exec in a paused container';
const COMMAND = `$ journalctl -u docker | grep '${PAUSED}'`;

function diagnosisOf(text: string, facts: Facts = {}): Diagnosis {
  const collection = { step: 'none', complete: true, failed: [] } as const;
  return diagnose({ report: readReport(text), facts, node: null, cluster: null, collection }, knowledge);
}

const verdictOf = (diagnosis: Diagnosis, id: string): Verdict | undefined =>
  diagnosis.verdicts.find((verdict) => verdict.id === id);

it('words that somebody only looks for tell nothing', () => {
  expect(diagnosisOf(COMMAND).verdicts).toEqual([]);
  expect(diagnosisOf(`return fmt.Errorf("${PAUSED}: %w", err)`).verdicts).toEqual([]);
});

it('a proof that the printing of it names is possible, and says why', () => {
  const printed = `echo '${PAUSED}'`;
  const diagnosis = diagnosisOf(printed);
  expect(verdictOf(diagnosis, 'container-frozen')).toMatchObject({
    verdict: 'possible',
    symptoms: expect.arrayContaining([expect.objectContaining({ weight: 'proves', mention: 'command' })]),
  });
  const report = readReport(printed);
  expect(render(answered(report, [diagnosis], 'r1'), report, { color: false, columns: 200 })).toContain(
    'a command names the words',
  );
  expect(JSON.stringify(evidencePieces(diagnosis, 'zh'))).toContain('这是写有这些字样的命令');
});

it('one line that tells it is enough', () => {
  const frozen = verdictOf(diagnosisOf(`${COMMAND}\nError response from daemon: ${PAUSED}`), 'container-frozen');
  expect(frozen?.verdict).toBe('confirmed');
  expect(frozen?.symptoms.some(({ mention }) => mention !== undefined)).toBe(false);
});

it('what the node shows confirms, whatever the words are worth', () => {
  const rows = [{ path: '/kubepods/pod1/4f1c', container: '4f1c', frozen: true }];
  const facts = { 'cgroup.freezer': known(rows, 'freezer states') };
  expect(verdictOf(diagnosisOf(COMMAND, facts), 'container-frozen')?.verdict).toBe('confirmed');
});

it('a refutation that is only looked for refutes nothing', () => {
  const told = 'OCI runtime exec failed: exec failed: EOF: unknown';
  const refuting =
    'exec failed: container_linux.go:349: starting container process caused "process_linux.go:101: executing setns process caused EOF"';
  const id = 'runc-state-json-eof-race';
  expect(verdictOf(diagnosisOf(`${told}\n${refuting}`), id)?.verdict).toBe('ruled-out');
  expect(verdictOf(diagnosisOf(`${told}\n$ grep '${refuting}' /var/log/messages`), id)?.verdict).toBe('possible');
});

it('a fixed version that stands beside the proof rules it out', () => {
  const panic = 'panic: nil pointer dereference\ngoroutine 8\n\tserver.(*criService).extractContainerSpecMetrics(0x1)';
  const id = 'containerd-cri-metrics-npe';
  expect(verdictOf(diagnosisOf(panic), id)?.verdict).toBe('confirmed');
  const beside = `containerd github.com/containerd/containerd/v2 v2.2.2 4be4e51\n${panic}`;
  expect(verdictOf(diagnosisOf(beside), id)?.verdict).toBe('ruled-out');
});

it('a proof that was only found in other letters or put together from two lines is possible, and says why', () => {
  const said = verdictOf(diagnosisOf(`Error Response From Daemon: ${PAUSED.toUpperCase()}`), 'container-frozen');
  expect(said).toMatchObject({ verdict: 'possible' });
  expect(said?.symptoms.find(({ weight }) => weight === 'proves')?.mention).toBe('retold');
});
