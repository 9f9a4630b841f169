/** How far a collection came. Kept beside the facts so that collect and diagnosis need not know each other. */

/** Steps of the ladder, best first: the probes, the probe pod's own recorder, the API server alone, a human, nothing. */
export type CollectionStep = 'exec' | 'recorder' | 'api' | 'paste' | 'none';

export interface CollectionReport {
  readonly step: CollectionStep;
  /** Every probe that was asked for ended, uncut. */
  readonly complete: boolean;
  readonly failed: readonly { readonly probe: string; readonly reason: string }[];
  /** The steps above the one that answered, in the order they were tried, with a sentence why each gave nothing. */
  readonly tried?: readonly { readonly step: CollectionStep; readonly reason: string }[];
  /** How old the recorder's snapshot was when it came, in seconds. */
  readonly age_seconds?: number;
  /** The time before now whose logs were read too, ISO 8601 UTC; only where the report speaks of one. */
  readonly window?: { readonly from: string; readonly to: string };
  /** When it began, ISO 8601 UTC. */
  readonly at?: string;
}

/** Whether anything was read of the node itself, by whatever road; else only the API server, or nobody, had something to say. */
export const wasRead = ({ step }: Pick<CollectionReport, 'step'>): boolean =>
  step === 'exec' || step === 'recorder' || step === 'paste';
