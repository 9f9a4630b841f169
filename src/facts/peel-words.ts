import type { Language } from '../report/language.js';
import type { LayersTold } from './peel.js';

/** What peeled layers come to, as a sentence. The same in Slack and in a terminal: it says where to look. */
export type PeelWords = Readonly<Record<LayersTold['kind'], (layer: string) => string>>;

export const PEEL_WORDS = {
  en: {
    lowest: (layer) =>
      `The lowest layer that does not work is ${layer}: what breaks is there, or between it and the layer below.`,
    below: (layer) => `${layer} does not work, and nothing below it could be tried: it breaks there or anywhere below.`,
    slow: (layer) =>
      `${layer} had no end within its deadline, though a layer above it works: the node is slow, or ${layer} hangs now and then.`,
    works: () => 'Every layer that could be tried works now.',
    nothing: () => 'No layer could be tried.',
  },
  zh: {
    lowest: (layer) => `不正常的最低一层是 ${layer}：问题就在这一层，或在它与下一层之间。`,
    below: (layer) => `${layer} 不正常，而它下面的各层都没能尝试：问题在这一层或更下面。`,
    slow: (layer) => `${layer} 在时限内没有结束，但它上面有一层是正常的：节点很慢，或者 ${layer} 有时会挂住。`,
    works: () => '能尝试的各层现在都正常。',
    nothing: () => '没有一层能尝试。',
  },
} as const satisfies Record<Language, PeelWords>;
