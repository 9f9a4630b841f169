import type { Problem } from '../problem.js';
import type { Signature } from '../signature.js';
import { problemAt } from '../source.js';

/**
 * What ends work that runs, in the words of a step: a reboot of the node, and a restart of dockerd, which ends its containers unless live-restore
 * is on (https://docs.docker.com/engine/daemon/live-restore/). A restart of containerd, CRI-O or the kubelet leaves containers alone.
 */
const ENDS_WORK =
  /\breboot(?:s|ed)?\b|\brestart (?:the )?(?:docker|dockerd|node|machine|host)\b|\b(?:docker|podman) system reset\b/;

/** A step that costs somebody says so: at 3 a.m. the words "fix" and "can be undone" sound free. */
export function costProblems(signature: Signature): readonly Problem[] {
  return signature.runbook.flatMap((step, index) =>
    step.risk !== 'observe' && step.hurts === undefined && ENDS_WORK.test(step.run)
      ? [
          problemAt(signature, ['runbook', index], {
            id: signature.id,
            message: `${step.risk} step ${step.id} reboots, or restarts docker, and does not say whom it hurts`,
            fix: 'add `hurts`: whom, and how; where nothing runs any more, say that',
          }),
        ]
      : [],
  );
}
