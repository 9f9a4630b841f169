/** What an alert-bot message or a webhook says about its alert, as far as it can be read. */
export interface Alert {
  /** `other`: somebody acknowledged, commented or silenced it, or many alerts are summed up. Nobody's question. */
  readonly status: 'firing' | 'resolved' | 'other';
  /** The text itself says so; else it counts as firing because nothing in it says otherwise. */
  readonly stated: boolean;
  /** The rule's name, or the first line without its numbers: what two alerts of one rule share. */
  readonly name: string;
  readonly critical: boolean;
  /** Of the label `cluster`. */
  readonly cluster: string | undefined;
  /** Words that may be a node, a pod or an address, those of the labels first. To be looked up in the inventory, never trusted. */
  readonly names: readonly string[];
  /** The same, of those of a firing group whose own alert is over. */
  readonly over: readonly string[];
}
