import type { Report } from '../report/report.js';
import type { Link } from './links.js';

/** Who runs the containers, as far as a text or a node tells; the road from there to a container differs. */
export type Engine = 'docker' | 'cri-o' | 'podman';

interface Stop {
  readonly link: Link;
  readonly name: string;
}

const END: readonly Stop[] = [
  { link: 'runc', name: 'runc' },
  { link: 'runc-init', name: 'init' },
];
const KUBELET: Stop = { link: 'kubelet', name: 'kubelet' };
/** In CRI-O and podman conmon stands where a shim stands in containerd. */
const CONMON: Stop = { link: 'shim', name: 'conmon' };
const CONTAINERD: readonly Stop[] = [
  { link: 'containerd', name: 'containerd' },
  { link: 'shim', name: 'shim' },
  ...END,
];

const ROADS = {
  docker: [KUBELET, { link: 'dockershim', name: 'dockershim' }, { link: 'dockerd', name: 'dockerd' }, ...CONTAINERD],
  containerd: [KUBELET, { link: 'cri', name: 'CRI' }, ...CONTAINERD],
  'cri-o': [KUBELET, { link: 'cri', name: 'CRI-O' }, CONMON, ...END],
  podman: [{ link: 'cri', name: 'podman' }, CONMON, ...END],
} satisfies Record<Engine | 'containerd', readonly Stop[]>;

/** A chain as it is shown: in one line, and what of the ground it stands on broke. */
export interface Road {
  readonly line: string;
  readonly below: Link | null;
}

/**
 * @param said links that speak in the text, broke, or are known to run on the node.
 * @param engine what else tells who runs the containers.
 * @param brokenAt the link to mark with brackets; one of the ground (kernel, cgroup, ...) is no stop of any road.
 * @returns for example `kubelet > dockershim > dockerd > containerd > shim > [runc] > init`.
 */
export function roadOf(said: readonly Link[], engine: Engine | null, brokenAt: Link | null): Road {
  const stops: readonly Stop[] = ROADS[kindOf(said, engine)];
  const line = stops.map(({ link, name }) => (link === brokenAt ? `[${name}]` : name)).join(' > ');
  return { line, below: stops.some(({ link }) => link === brokenAt) ? null : brokenAt };
}

function kindOf(said: readonly Link[], engine: Engine | null): keyof typeof ROADS {
  if (engine === 'docker' || said.includes('dockershim') || said.includes('dockerd')) return 'docker';
  if (said.includes('containerd') || engine === null) return 'containerd';
  // podman answers no kubelet: where one speaks, the CRI's road is the nearest that is known.
  return engine === 'podman' && said.includes('kubelet') ? 'containerd' : engine;
}

const PROGRAMS: Readonly<Record<string, Engine>> = {
  dockerd: 'docker',
  crio: 'cri-o',
  podman: 'podman',
  buildah: 'podman',
};
/** What only those write who run it: its socket, its folders, its address, its library. */
const CRIO = /\bcri-o:\/\/|\/crio(?:\.sock|\/)|\bcrio(?:\.service|\.sock| version |\[\d)/;
const PODMAN =
  /\blibpod\b|\bpodman\.(?:service|socket|sock)\b|(?:^|[\s$#`'"/])(?:podman|buildah) (?:--?\S{1,60} )?(?:attach|build|compose|container|create|exec|images?|info|kill|kube|load|login|logs|machine|manifest|network|play|pod|ps|pull|push|rm|rmi|run|save|start|stats|stop|system|unshare|update|volume)\b/m;
/** An excerpt says in its first lines whose it is; a long log speaks of many. Characters. */
const FAR = 16_384;

/** @returns who runs the containers by the words of the text; null where they do not say, or name several. */
export function engineNamed(report: Pick<Report, 'text' | 'lines'>): Engine | null {
  const named = new Set<Engine>();
  for (const { program } of report.lines) {
    const engine = PROGRAMS[program ?? ''];
    if (engine !== undefined) named.add(engine);
  }
  const text = report.text.slice(0, FAR);
  if (CRIO.test(text)) named.add('cri-o');
  if (PODMAN.test(text)) named.add('podman');
  const [engine = null] = named;
  return named.size === 1 ? engine : null;
}
