import type { Grammar } from './upstream.js';

/** v1.19.3-aliyun.1, -gke.100, -eks-..., +k3s1 are vendors' builds of 1.19.3, same or later; only alpha, beta and rc come before. */
export const KUBERNETES: Grammar = { stages: ['alpha', 'beta', 'rc'], atLeast: 3 };
