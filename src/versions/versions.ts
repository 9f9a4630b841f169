import { CONTAINERD } from './containerd.js';
import { DEB, inDebRange } from './deb.js';
import { DOCKER } from './docker.js';
import { KERNEL } from './kernel.js';
import { KUBERNETES } from './kubernetes.js';
import { comparePackages, type PackageOrder } from './package.js';
import { PLAIN } from './plain.js';
import { inRpmRange, RPM } from './rpm.js';
import { RUNC } from './runc.js';
import type { InRange, Scheme, VersionRange } from './scheme.js';
import { compareUpstream, type Grammar, inUpstreamRange, readUpstream } from './upstream.js';

/** How one scheme orders its versions. */
interface Order {
  isVersion(text: string): boolean;
  compare(a: string, b: string): -1 | 0 | 1 | undefined;
  inRange(text: string, range: VersionRange): InRange;
}

const ORDERS = {
  runc: upstream(RUNC),
  containerd: upstream(CONTAINERD),
  docker: upstream(DOCKER),
  kubernetes: upstream(KUBERNETES),
  kernel: upstream(KERNEL),
  plain: upstream(PLAIN),
  deb: packaged(DEB, inDebRange),
  rpm: packaged(RPM, inRpmRange),
} satisfies Record<Scheme, Order>;

/** @returns whether the text is a version of the scheme. What is not stays unknown everywhere. */
export function isVersion(scheme: Scheme, text: string): boolean {
  return ORDERS[scheme].isVersion(text);
}

/** @returns -1 when a is older, 1 when it is newer, 0 when they are one; undefined when either does not follow the scheme. */
export function compareVersions(scheme: Scheme, a: string, b: string): -1 | 0 | 1 | undefined {
  return ORDERS[scheme].compare(a, b);
}

/** @returns yes when some range surely holds the version, no when none can, unknown otherwise and for what does not parse. */
export function inRanges(scheme: Scheme, version: string, ranges: readonly VersionRange[]): InRange {
  const answers = ranges.map((range) => ORDERS[scheme].inRange(version, range));
  return answers.includes('yes') ? 'yes' : answers.includes('unknown') ? 'unknown' : 'no';
}

function upstream(grammar: Grammar): Order {
  return {
    isVersion: (text) => readUpstream(text, grammar) !== null,
    compare(a, b) {
      const left = readUpstream(a, grammar);
      const right = readUpstream(b, grammar);
      return left === null || right === null ? undefined : compareUpstream(left, right);
    },
    inRange(text, range) {
      const version = readUpstream(text, grammar);
      return version === null ? 'unknown' : inUpstreamRange(version, range, grammar);
    },
  };
}

function packaged(order: PackageOrder, inRange: typeof inDebRange): Order {
  return {
    isVersion: (text) => order.read(text) !== null,
    compare(a, b) {
      const left = order.read(a);
      const right = order.read(b);
      return left === null || right === null ? undefined : comparePackages(left, right, order);
    },
    inRange(text, range) {
      const version = order.read(text);
      return version === null ? 'unknown' : inRange(version, range);
    },
  };
}
