import type { Shown } from '../../handlers/blocks/shown.js';
import type { AnsweredCheck, Diagnosis, Verdict } from '../../src/diagnosis/diagnosis.js';

const check = (id: string, change: Partial<AnsweredCheck>): AnsweredCheck => ({
  id,
  role: 'must',
  answer: 'holds',
  fact: 'runc.version',
  value: '1.0.0-rc93',
  because: 'The filter patching came with rc93; rc94 reads the scratch pipe while it is written.',
  settle: 'runc --version',
  source: 'runc --version',
  at: '2026-11-22T03:12:05.123Z',
  ...change,
});

export const HANG: Verdict = {
  id: 'runc-rc93-pipe-seccomp-hang',
  aliases: [],
  title: 'runc init hangs while exporting its seccomp filter',
  status: 'stable',
  verdict: 'confirmed',
  severity: 'node-not-ready',
  summary: 'runc 1.0.0-rc93 can block for ever while starting a container or an exec.',
  breaks_at: 'runc-init',
  felt_at: 'kubelet',
  mechanism: 'runc init writes its compiled seccomp filter into a pipe of its own and only then reads it back.',
  symptoms: [
    {
      id: 'pleg-stalled',
      weight: 'shared',
      place: 'paste',
      line: 12,
      text: 'PLEG is not healthy: pleg was last seen active 3m12.5s ago; threshold is 3m0s <!channel> `x`',
      span: { from: 0, to: 58 },
      captures: { idle: '3m12.5s' },
      count: 3,
      at: '2026-11-22T03:11:58Z',
    },
  ],
  checks: [
    check('runc-affected', {}),
    check('init-blocked', {
      fact: 'pipes',
      value: 'pid 29721, fd 6, holders 1',
      because: 'Only this process could ever read this pipe.',
      source: '/proc/29721/fd',
    }),
    check('frozen', {
      role: 'refutes',
      answer: 'fails',
      fact: 'processes',
      value: 'no runc init in state D',
      because: 'A frozen container stops its init too.',
    }),
    check('helps', {
      role: 'helps',
      answer: 'unknown',
      value: null,
      fact: 'sysctl.fs.pipe-user-pages-soft',
      because: 'the probe timed out',
      settle: 'sysctl fs.pipe-user-pages-soft',
      source: undefined,
      at: undefined,
    }),
  ],
  ruled_out_by: [],
  not_this: [],
  runbook: [
    {
      id: 'see-stuck-inits',
      risk: 'observe',
      run: "ps -eo pid,args | grep '[r]unc init'",
      expect: 'lines older than a few seconds.',
    },
    {
      id: 'raise-limit',
      risk: 'mitigate',
      run: 'sysctl -w fs.pipe-user-pages-soft=163840',
      undo: 'sysctl -w fs.pipe-user-pages-soft=16384',
    },
    {
      id: 'release-stuck-inits',
      risk: 'disruptive',
      run: 'kill the stuck runc init',
      hurts: 'each container start that is stuck now.',
    },
    {
      id: 'replace-runc',
      risk: 'fix',
      run: 'install -m 0755 runc.amd64 "$(command -v runc)"',
      verify: 'runc --version',
    },
  ],
  references: [{ type: 'fix', url: 'https://github.com/opencontainers/runc/pull/2871', says: 'first in rc94' }],
};

export const RULED_OUT: Verdict = {
  ...HANG,
  id: 'dockerd-hang',
  title: 'dockerd runs but does not answer',
  verdict: 'ruled-out',
  symptoms: [],
  checks: [
    check('dockerd-silent', {
      answer: 'fails',
      fact: 'dockerd.answers',
      value: true,
      because: 'dockerd answered within the deadline.',
      source: 'docker version',
    }),
  ],
  ruled_out_by: ['dockerd-silent'],
};

export const diagnosisOf = (change: Partial<Diagnosis> = {}): Diagnosis => ({
  node: 'node-7',
  cluster: 'prod',
  known: true,
  verdicts: [HANG, RULED_OUT],
  exposed: [{ id: 'shim-leak', title: 'shims leak after a crash', because: 'containerd 1.2.4 is affected.' }],
  next_check: null,
  collection: {
    step: 'exec',
    complete: false,
    failed: [{ probe: 'sysctl', reason: 'timed out' }],
    at: '2026-11-22T03:12:06Z',
  },
  facts: {
    'dockerd.version': {
      state: 'known',
      value: '20.10.6',
      source: 'docker version',
      complete: true,
      at: '2026-11-22T03:12:05Z',
    },
    'journal.kubelet': { state: 'known', value: ['one', '``` two'], source: 'journalctl', complete: false },
    'kernel.version': { state: 'unknown', reason: 'the probe timed out' },
  },
  ...change,
});

export const shownOf = (change: Partial<Shown> = {}, diagnoses: readonly Diagnosis[] = [diagnosisOf()]): Shown => ({
  language: 'en',
  report: 'event.T1.C1.1',
  answered: {
    schema: 'plegmatic.report/1',
    id: 'event.T1.C1.1',
    chain: { emitted_by: ['kubelet'], breaks_at: null },
    engine: null,
    nodes: ['node-7'],
    diagnoses,
  },
  phase: 'full',
  progress: [],
  notes: [],
  collectable: [],
  unreached: [],
  anatomy: null,
  hasText: true,
  peelable: false,
  case: null,
  elsewhere: null,
  offering: { canEscalate: false, muteMinutes: 60 },
  ...change,
});

/** A message as a reader sees it: one block after the other, markup as it is sent. */
export function printed(blocks: readonly object[]): string {
  return `${blocks
    .map((block) => {
      if ('text' in block && typeof block.text === 'object' && block.text !== null && 'text' in block.text)
        return String(block.text.text);
      if ('elements' in block && Array.isArray(block.elements))
        return block.elements.map((e) => `[${e.text.text}]`).join(' ');
      return JSON.stringify(block);
    })
    .join('\n\n')}\n`;
}
