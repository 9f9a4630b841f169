import type { Grammar } from './upstream.js';

/** Tails of builds that are the upstream kernel as it was released, packaged. */
const UNCHANGED = /^(?:-\d+\.el\d+\.elrepo|-flatcar|-coreos|-talos).*$/;

/** Kernels that take over features as well as fixes: below `introduced` they may be affected all the same. */
const ENTERPRISE = /\.el\d|\.el\d*uek|-default$|-azure:|\.oe\d|\.an\d|\.tl\d/;

/**
 * uname -r: the numeric upstream part, then packaging. 5.4.94-1.el7.elrepo.x86_64 is 5.4.94; 3.10.0-1160.el7.x86_64 shares no fix
 * history with 3.10, nor does 5.4.0-150-generic name the stable release it was made from.
 */
export const KERNEL: Grammar = {
  stages: ['rc'],
  atLeast: 2,
  noise: UNCHANGED,
  takesOverFeatures: (vendor) => ENTERPRISE.test(vendor),
};
