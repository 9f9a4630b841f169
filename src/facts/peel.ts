import type { Row } from './fact.js';
import { linesOf, type ProbeOutput, said } from './probe.js';

/** The layers that are tried, outermost first. */
export const LAYERS = ['kubelet', 'dockerd', 'cri', 'containerd', 'runc'] as const;
export type Layer = (typeof LAYERS)[number];

/** How one layer answered. `absent`: this node or container has no such layer, or it could not be tried. */
export type LayerAnswer = 'works' | 'fails' | 'hangs' | 'absent';

/** One layer, as the fact `peel` has it. */
export interface PeeledLayer {
  readonly layer: Layer;
  readonly answer: LayerAnswer;
  readonly tries: number | null;
  readonly exit_code: number | null;
  readonly milliseconds: number | null;
  readonly ran: string | null;
  /** Both streams of its last try; for `absent` the reason. */
  readonly words: string;
}

/** An image without `true`: every link did its part, and the kernel said that there is no such file. */
const NO_TRUE = /exec: "true": executable file not found|exec failed: .*no such file or directory.*true/;

/** How `true` ended, by its exit code and the words beside it. */
export function answerOf(exit: number | null, words: string): LayerAnswer {
  if (exit === 124) return 'hangs';
  return exit === 0 || NO_TRUE.test(words) ? 'works' : 'fails';
}

/** What the peeler printed of one layer. */
export function readLayer(layer: Layer, output: ProbeOutput | undefined, why: string): PeeledLayer {
  const nothing = { layer, answer: 'absent', tries: null, exit_code: null, milliseconds: null, ran: null } as const;
  if (output === undefined) return { ...nothing, words: why };
  const none = output.exit === 3 ? said(output.text, 'none') : undefined;
  if (none !== undefined) return { ...nothing, words: none };
  const words = linesOf(output.text)
    // What was ended at its deadline says so in the shell's words: that is our doing.
    .filter((line) => !line.startsWith('@ ') && !(output.exit === 124 && /^(?:Killed|Terminated)$/.test(line)))
    .join('\n')
    .trim();
  const tries = Number(said(output.text, 'try') ?? 1);
  return {
    layer,
    answer: output.exit === null ? 'absent' : answerOf(output.exit, words),
    tries,
    exit_code: output.exit,
    milliseconds: output.milliseconds ?? null,
    ran: said(output.text, 'ran') ?? null,
    words: output.exit === null ? (output.reason ?? why) : words,
  };
}

/**
 * The lowest layer that does not work. One without an end in time below one that works proves nothing: the exec above went through it, so
 * it was slow, or hangs now and then.
 * @returns undefined: none that is proven.
 */
export function guiltyLayer(layers: readonly PeeledLayer[]): PeeledLayer | undefined {
  const worked = layers.findIndex(({ answer }) => answer === 'works');
  const proven = (index: number): boolean => worked < 0 || index < worked;
  return layers.filter(({ answer }, index) => answer === 'fails' || (answer === 'hangs' && proven(index))).at(-1);
}

/**
 * What the layers say together. `lowest`: it breaks at this layer, for one below it works or there is none. `below`: at this layer or anywhere
 * under it, for nothing under it could be tried. `slow`: this one had no end in time, though one above it works. `works`: all that could be tried work, unless that is `nothing`.
 */
export type LayersTold =
  | { readonly kind: 'lowest' | 'below' | 'slow'; readonly layer: Layer }
  | { readonly kind: 'works' | 'nothing' };

export function layersTold(layers: readonly PeeledLayer[]): LayersTold {
  const guilty = guiltyLayer(layers);
  const slow = layers.find(({ answer }) => answer === 'hangs');
  if (guilty === undefined && slow !== undefined) return { kind: 'slow', layer: slow.layer };
  if (guilty === undefined) return { kind: layers.some((one) => one.answer === 'works') ? 'works' : 'nothing' };
  const below = layers.slice(layers.indexOf(guilty) + 1);
  const proven = guilty.layer === LAYERS.at(-1) || below.some((one) => one.answer === 'works');
  return { kind: proven ? 'lowest' : 'below', layer: guilty.layer };
}

/** Where the fact `peel` comes from: the container, and what started the peeler where that was no exec. */
export const peelSource = (container: string, road: 'exec' | 'recorder' | undefined): string =>
  `exec of true in ${container}${road === 'recorder' ? '; below the kubelet started by the recorder of the probe pod' : ''}`;

export const peelRows = (layers: readonly PeeledLayer[]): readonly Row[] => layers.map((layer) => ({ ...layer }));

/** Layers out of the rows of the fact, as far as they have that form. */
export function layersOf(rows: readonly Row[]): readonly PeeledLayer[] {
  return rows.flatMap((row) => {
    const layer = LAYERS.find((one) => one === row.layer);
    const answer = (['works', 'fails', 'hangs', 'absent'] as const).find((one) => one === row.answer);
    if (layer === undefined || answer === undefined) return [];
    const number = (name: string): number | null => (typeof row[name] === 'number' ? row[name] : null);
    return [
      {
        layer,
        answer,
        tries: number('tries'),
        exit_code: number('exit_code'),
        milliseconds: number('milliseconds'),
        ran: typeof row.ran === 'string' ? row.ran : null,
        words: typeof row.words === 'string' ? row.words : '',
      },
    ];
  });
}

/** A container as the API server names it: the only words that ever reach a command. */
export interface PeelContainer {
  readonly namespace: string;
  readonly pod: string;
  readonly name: string;
  /** 64 hex digits. */
  readonly id: string;
}

/** The running containers of the rows of `pods`. */
export function containersOf(pods: readonly Row[]): readonly PeelContainer[] {
  return pods.flatMap(({ pod, name, container, ready: _, waiting_reason }) => {
    const [namespace, short] = String(pod).split('/');
    const id = String(container);
    if (!namespace || !short || !/^[0-9a-f]{64}$/.test(id) || waiting_reason !== null) return [];
    return [{ namespace, pod: short, name: String(name), id }];
  });
}

/** A container by its id (12 digits or more), `POD`, `NAMESPACE/POD` or either with `/CONTAINER`. @returns all that fit. */
export function findContainers(asked: string, pods: readonly Row[]): readonly PeelContainer[] {
  const all = containersOf(pods);
  if (/^[0-9a-f]{12,64}$/.test(asked)) {
    const byId = all.filter(({ id }) => id.startsWith(asked));
    if (byId.length > 0) return byId;
  }
  return all.filter(({ namespace, pod, name }) =>
    [pod, `${pod}/${name}`, `${namespace}/${pod}`, `${namespace}/${pod}/${name}`].includes(asked),
  );
}
