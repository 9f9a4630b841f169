/** What is looked at, in the order of reading. */
export const PARTS = [
  'configuration',
  'knowledge',
  'redis',
  'inventory',
  'slack',
  'scopes',
  'channels',
  'escalation',
  'kubectl',
  'cluster',
  'rights',
  'probe pods',
] as const;
export type Part = (typeof PARTS)[number];

/**
 * One line of `plegmatic doctor`. failed: something people will ask for does not work. warning: it works, and should not stay so.
 * not-checked: it could not be looked at from here, so it is neither good nor bad. Whatever is not ok says what to do.
 */
export type Line =
  | { readonly part: Part; readonly state: 'ok'; readonly says: string }
  | {
      readonly part: Part;
      readonly state: 'warning' | 'failed' | 'not-checked';
      readonly says: string;
      readonly fix: string;
    };

export const ok = (part: Part, says: string): Line => ({ part, state: 'ok', says });
export const warning = (part: Part, says: string, fix: string): Line => ({ part, state: 'warning', says, fix });
export const failed = (part: Part, says: string, fix: string): Line => ({ part, state: 'failed', says, fix });
export const notChecked = (part: Part, says: string, fix: string): Line => ({ part, state: 'not-checked', says, fix });

/** Names for a sentence: the first five and how many more. */
export function some(names: readonly string[]): string {
  const shown = names.slice(0, 5).join(', ');
  return names.length > 5 ? `${shown} and ${names.length - 5} more` : shown;
}
