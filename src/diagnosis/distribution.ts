import type { Facts } from '../facts/fact.js';
import type { Line } from '../report/report.js';
import type { Step } from '../signatures/signature.js';
import { type Distribution, READINGS } from './distribution-readings.js';

const DISTRIBUTIONS = Object.keys(READINGS) as readonly Distribution[];
/** Names under which they log, and folders that no other has. */
const SIGNS: Readonly<Record<Distribution, { readonly program: RegExp; readonly folder: string }>> = {
  k3s: { program: /^k3s(?:-agent)?$/, folder: '/rancher/k3s/' },
  rke2: { program: /^rke2(?:-server|-agent)?$/, folder: '/rancher/rke2/' },
  microk8s: { program: /^(?:microk8s\.daemon-.*|kubelite)$/, folder: '/snap/microk8s/' },
  k0s: { program: /^k0s(?:worker|controller)?$/, folder: '/lib/k0s/' },
};

/** @returns the distribution of the node: by the kubelet's version (`v1.30.4+k3s1`), else by the one that the text shows. */
export function distributionOf(
  facts: Facts,
  report: { readonly text: string; readonly lines: readonly Line[] },
): Distribution | null {
  const version = facts['kubelet.version'];
  const suffix = version?.state === 'known' ? /\+(k3s|rke2|k0s)/.exec(String(version.value))?.[1] : undefined;
  if (suffix !== undefined) return suffix as Distribution;
  const programs = new Set(report.lines.map((line) => line.program));
  const shown = DISTRIBUTIONS.filter((one) => {
    const { program, folder } = SIGNS[one];
    return report.text.includes(folder) || [...programs].some((name) => name !== undefined && program.test(name));
  });
  return shown.length === 1 ? (shown[0] ?? null) : null;
}

/**
 * @returns how the steps' words read on that distribution, by the step's id: each sentence once, at the first step that needs it. A step that
 *   names the distribution itself knows better.
 */
export function readingsOf(steps: readonly Step[], distribution: Distribution): ReadonlyMap<string, readonly string[]> {
  const own = new RegExp(`\\b${distribution}\\b`, 'i');
  const said = new Set<string>();
  const readings = new Map<string, readonly string[]>();
  for (const step of steps) {
    const commands = [step.run, step.undo, step.verify].filter((text) => text !== undefined).join('\n');
    if (own.test(commands) || (step.note !== undefined && own.test(step.note))) continue;
    const here = READINGS[distribution].filter(({ words, en }) => !said.has(en) && words.test(commands));
    for (const { en } of here) said.add(en);
    if (here.length > 0)
      readings.set(
        step.id,
        here.map(({ en }) => en),
      );
  }
  return readings;
}

const IN_CHINESE = new Map(Object.values(READINGS).flatMap((all) => all.map(({ en, zh }) => [en, zh] as const)));

/** @returns a sentence of `readingsOf` in Chinese; anything else unchanged. */
export const readingInChinese = (sentence: string): string => IN_CHINESE.get(sentence) ?? sentence;
