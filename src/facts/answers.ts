import { type Fact, type Facts, known, unknown } from './fact.js';
import { type Looked, linesOf, said } from './probe.js';

/** Output without the probe's own words. */
function words(text: string): string {
  return linesOf(text)
    .filter((line) => !line.startsWith('@ '))
    .join('\n')
    .trim();
}

function answer(looked: Looked, answered: RegExp, refused: RegExp): Fact {
  const source = said(looked.text, 'asked') ?? said(looked.text, 'url') ?? looked.id;
  const raw = words(looked.text).slice(0, 2000);
  const origin = { raw, at: looked.at };
  if (answered.test(raw)) return known(true, source, origin);
  if (looked.exit === 124) {
    const seconds = Math.round((looked.milliseconds ?? 0) / 1000);
    return known(false, source, { at: looked.at, raw: raw || `no answer within ${seconds} s` });
  }
  if (refused.test(raw)) return known(false, source, origin);
  return unknown(looked.reason ?? `it said neither yes nor no: ${raw.slice(0, 200) || 'nothing'}`, {
    source,
    at: looked.at,
  });
}

const DOCKERD_SILENT =
  /Cannot connect to the Docker daemon|connection refused|no such file or directory|context deadline exceeded|EOF/i;
const DIAL_SILENT = /connection refused|no such file or directory|deadline exceeded|Unavailable|timed? ?out/i;

export const dockerdAnswers = {
  names: ['dockerd.answers'],
  parse: (looked: Looked): Facts => ({ 'dockerd.answers': answer(looked, /^server \S+ api \S+$/m, DOCKERD_SILENT) }),
};
export const containerdAnswers = {
  names: ['containerd.answers'],
  parse: (looked: Looked): Facts => ({ 'containerd.answers': answer(looked, /^Server:\n\s+Version:/m, DIAL_SILENT) }),
};
export const criAnswers = {
  names: ['cri.answers'],
  parse: (looked: Looked): Facts => ({ 'cri.answers': answer(looked, /^RuntimeVersion:/m, DIAL_SILENT) }),
};

/** Any HTTP answer is an answer. A refused port is a silent kubelet only if no kubelet runs or that port is its configured one. */
function kubelet(looked: Looked): Facts {
  const fact = answer(looked, /^HTTP\/1\.[01] \d{3}|^ok$|^\d{3}$/m, /refused|timed? ?out/i);
  const [, pid, port] = /^(\S+)(?: port (\S+))?$/.exec(said(looked.text, 'pid') ?? '') ?? [];
  const guessed =
    fact.state === 'known' && fact.value === false && pid !== 'none' && port === 'default' && looked.exit !== 124;
  const reason = 'its healthz port is not set and the default one is closed; a kubelet runs';
  return { 'kubelet.answers': guessed ? unknown(reason, { at: looked.at }) : fact };
}
export const kubeletAnswers = { names: ['kubelet.answers'], parse: kubelet };
