import { z } from 'zod';

/** One line of the table of settings: how it is read, what it is without you, an example, what it means. */
export interface Setting<S extends z.ZodType = z.ZodType> {
  /** Reads the text of a variable, or the YAML value of a key. Its messages name the fix. */
  readonly parse: S;
  /** Undefined: not set means off. */
  readonly fallback?: z.output<S>;
  /** The default as a person writes it, where reading changes the value. */
  readonly written?: string;
  readonly example: string;
  readonly meaning: string;
  /** Never printed; also read from NAME_FILE. */
  readonly secret?: true;
}

type Defaulted<S extends z.ZodType> = Setting<S> & { readonly fallback: z.output<S> };

/** Keeps in the type whether there is a default: without one the setting may be undefined. */
export function setting<S extends z.ZodType>(line: Defaulted<S>): Defaulted<S>;
export function setting<S extends z.ZodType>(
  line: Setting<S> & { readonly fallback?: never },
): Omit<Setting<S>, 'fallback'>;
export function setting(line: Setting): Setting {
  return line;
}

export const startsWith = (prefix: string, what: string) =>
  z.string().startsWith(prefix, { error: `is not ${what}: it must start with ${prefix}` });

export const httpUrl = z.url({ protocol: /^https?$/, error: 'is not a URL: write http://… or https://…' });

/** An unsigned integer in a range, as text (variables) or number (YAML). */
export const whole = (min: number, max: number) =>
  z.coerce
    .number({ error: `is not a number: write a whole number from ${min} to ${max}` })
    .int({ error: `is not a whole number: write one from ${min} to ${max}` })
    .min(min, { error: `is too small: the least is ${min}` })
    .max(max, { error: `is too large: the most is ${max}` });

export const yes = z.boolean({ error: 'is not true or false' });

export const slackId = (letters: string, what: string) =>
  z.string().regex(new RegExp(`^[${letters}][A-Z0-9]{2,}$`), {
    error: `is not ${what}: Slack ids look like ${letters[0]}0123ABCD`,
  });
