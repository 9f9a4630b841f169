import { RUNC_TAGS } from './tags/runc.js';
import { type Grammar, readUpstream, type Upstream } from './upstream.js';

/**
 * Upstream jumped from rc10 to rc90, two tags of one commit, whose binary prints rc10 either way: rc90 counts as rc10.
 * `~rc` is read as `-rc`: runc's own release commits use both.
 */
function oneCommit(version: Upstream): Upstream {
  const { release, pre } = version;
  const isRc90 = release.join('.') === '1.0.0' && pre?.numbers.join('.') === '90';
  return isRc90 && pre ? { ...version, pre: { ...pre, numbers: [10] } } : version;
}

const bare = { stages: ['alpha', 'beta', 'rc'], same: oneCommit, atLeast: 3 } satisfies Grammar;

/** 1.0.0-rc93, 1.0.0~rc93, 1.1.5+ds1, 1.0.0-rc93+dev: `rc` and an integer, never compared as text. */
export const RUNC: Grammar = { ...bare, tags: RUNC_TAGS.flatMap((tag) => readUpstream(tag, bare) ?? []) };
