/** The names of the files that we put into threads, in one place: Slack hangs no metadata on an upload, so they are known again by name. */

/** The full report of an answer, by the report's first node. */
export const reportFileName = (node: string): string => `plegmatic-${node}.md`;

/** The table of a sweep. */
export const FLEET_FILE = 'plegmatic-fleet.md';

/** What collects by hand where nothing else reaches the node. */
export const scriptFileName = (node: string): string => `collect-${node}.sh`;

/** @param at when the case ended, an ISO time; a case that ends twice has two reports. */
export const caseFileName = (id: string, at: string): string => `case-${id}-${at.slice(0, 16).replace(/\D/g, '')}.md`;

const OWN = /^(?:plegmatic-[\w.-]+\.md|collect-[\w.-]+\.sh|case-[\da-f]+-\d{12}\.md)$/;

/** True for a name that only a Plegmatic gives. People may hand our files on; whether it was a bot is for the caller to see. */
export const isOwnFileName = (name: string): boolean => OWN.test(name);
