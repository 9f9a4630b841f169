import type { Parts } from '../parts.js';

/** The cluster of ours that an alert's label means: its name, or the end of a name like an ARN. */
export function statedCluster(label: string, ours: readonly string[]): string | undefined {
  return ours.find((cluster) => cluster === label) ?? ours.find((cluster) => cluster.endsWith(`/${label}`));
}

/** Names that an alert mentions, in the cluster that it states: clusters call their nodes alike. */
export async function inStatedCluster(
  names: readonly string[],
  label: string | undefined,
  { records }: Pick<Parts, 'records'>,
): Promise<readonly string[]> {
  if (label === undefined || names.length === 0) return names;
  const ours = (await records.inventory.all()).map(({ inventory }) => inventory.cluster);
  const cluster = statedCluster(label, ours);
  return cluster === undefined
    ? names
    : names.map((name) => (name.startsWith(`${cluster}/`) ? name : `${cluster}/${name}`));
}
