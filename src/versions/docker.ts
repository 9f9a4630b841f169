import { DOCKER_TAGS } from './tags/docker.js';
import { type Grammar, readUpstream } from './upstream.js';

const bare = {
  stages: ['tp', 'alpha', 'beta', 'rc'],
  atLeast: 3,
  prefix: /^(?:docker-)?v?/,
  noise: /^[-~]ce(?![a-z0-9])/,
} satisfies Grammar;

/** Calendar versions with leading zeros, 18.09.2, 17.03.2-ce, and what packages make of them: 5:20.10.7~3-0~ubuntu-focal. */
export const DOCKER: Grammar = { ...bare, tags: DOCKER_TAGS.flatMap((tag) => readUpstream(tag, bare) ?? []) };
