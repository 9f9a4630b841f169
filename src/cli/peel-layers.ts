import { peel } from '../collect/peel.js';
import type { Target } from '../collect/target.js';
import { execHazards } from '../diagnosis/exec-hazards.js';
import { isRows } from '../facts/derive.js';
import { type Fact, type Facts, known } from '../facts/fact.js';
import { containersOf, findContainers, type PeelContainer, peelRows, peelSource } from '../facts/peel.js';
import { withPeel } from '../facts/peeled.js';
import type { Signature } from '../signatures/signature.js';
import type { Io } from './io.js';
import { UsageError } from './usage.js';

/**
 * `--peel CONTAINER`: tries the layers one by one, and adds what they said to the facts.
 * @throws UsageError where the container is not one of this node, or an exec could set off a known failure
 */
export async function peelLayers(
  asked: string,
  target: Target,
  facts: Facts,
  signatures: readonly Signature[],
  io: Io,
): Promise<Facts> {
  const container = chosen(asked, target.node, facts.pods);
  const [hazard, ...more] = execHazards(signatures, facts);
  if (hazard !== undefined)
    throw new UsageError(
      `no layers are peeled on ${target.node}: an exec could set off "${hazard.title}" (${hazard.id}): ${hazard.because}${more.length > 0 ? `; and ${more.length} more` : ''}. Look at the versions first: plegmatic node ${target.node}`,
    );
  const { namespace, pod, name, id } = container;
  io.complain(`starting \`true\` in ${namespace}/${pod}/${name} (${id.slice(0, 12)}) at each layer\n`);
  io.progress(`${target.node}: peeling the layers`);
  const at = new Date().toISOString();
  const { layers, road } = await peel(target, container);
  io.progress('');
  return withPeel(facts, known(peelRows(layers), peelSource(`${namespace}/${pod}/${name}`, road), { at }));
}

function chosen(asked: string, node: string, pods: Fact | undefined): PeelContainer {
  const rows = pods?.state === 'known' && isRows(pods.value) ? pods.value : undefined;
  if (rows === undefined)
    throw new UsageError(
      `which containers are on ${node} is not known: ${pods?.state === 'unknown' ? pods.reason : 'the API server did not say'}`,
    );
  const [found, ...others] = findContainers(asked, rows);
  if (found !== undefined && others.length === 0) return found;
  const names = (found === undefined ? containersOf(rows) : [found, ...others]).map(
    (one) => `${one.namespace}/${one.pod}/${one.name}`,
  );
  const list = names.slice(0, 10).join(', ') || 'none';
  throw new UsageError(
    found === undefined
      ? `no running container of ${node} is called ${JSON.stringify(asked)}; there are: ${list}`
      : `several containers of ${node} fit: ${list}; say which`,
  );
}
