/** A form that was sent, as Bolt hands it over: answered with nothing to close it, or with a sentence for each field that keeps it open. */
export interface ViewArgs {
  readonly body: object;
  readonly ack: (response?: {
    readonly response_action: 'errors';
    readonly errors: Record<string, string>;
  }) => Promise<void>;
}
