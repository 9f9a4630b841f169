import type { Grammar } from './upstream.js';

/** Numbers with dots, leading zeros allowed (470.57.02); one number will do (systemd 245). */
export const PLAIN: Grammar = { stages: ['alpha', 'beta', 'rc'], atLeast: 1 };
