/** How far a collection came. Kept beside the facts so that collect and diagnosis need not know each other. */

/** Steps of the ladder, best first: the probes, the probe pod's own recorder, the API server alone, a human, nothing. */
export type CollectionStep = 'exec' | 'recorder' | 'api' | 'paste' | 'none';

export interface CollectionReport {
  readonly step: CollectionStep;
  /** Every probe that was asked for ended, uncut. */
  readonly complete: boolean;
  readonly failed: readonly { readonly probe: string; readonly reason: string }[];
  /** When it began, ISO 8601 UTC. */
  readonly at?: string;
}
