/** Where a line was seen. Signatures say in which places their symptoms count. */
export const PLACES = [
  'paste',
  'journal.kubelet',
  'journal.dockerd',
  'journal.containerd',
  'kernel.log',
  'node.conditions',
  'node.events',
  'exec.channel',
] as const;
export type Place = (typeof PLACES)[number];

/** One line of what was asked, unwrapped from the log format it came in. */
export interface Line {
  /** 1-based number in the text as it was pasted, so that people find it again. */
  readonly number: number;
  /** The message as the program wrote it: prefixes, quotes and escapes of every wrapping undone. */
  readonly text: string;
  /** The line as pasted. */
  readonly raw: string;
  /** Who wrote it, as the log says (dockerd, kubelet, kernel), lower case. */
  readonly program?: string;
  /** ISO 8601 UTC where the line dates itself fully; absent otherwise (klog has no year, dmesg no date). */
  readonly time?: string;
  readonly level?: string;
}

/** What was asked. Pure data: no clock, no network. */
export interface Report {
  readonly text: string;
  readonly lines: readonly Line[];
  /** RFC 1123 names that the text itself marks as nodes, in order of appearance. Not checked against any inventory. */
  readonly nodes: readonly string[];
  /** When it was asked, ISO 8601 UTC; absent when unknown (batch explain). */
  readonly at?: string;
}
