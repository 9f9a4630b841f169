import { CONTAINERD_TAGS } from './tags/containerd.js';
import { type Grammar, readUpstream } from './upstream.js';

const bare = { stages: ['alpha', 'beta', 'rc'], atLeast: 3 } satisfies Grammar;

/** 1.4.4, v1.5.0-beta.4, 1.6.20~ds1, 1.2.0+unknown (built between two tags). */
export const CONTAINERD: Grammar = { ...bare, tags: CONTAINERD_TAGS.flatMap((tag) => readUpstream(tag, bare) ?? []) };
