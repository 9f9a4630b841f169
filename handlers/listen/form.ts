import { z } from 'zod';
import { toReason } from '../../src/errors.js';
import { formAsked, formSent, nodeOptions } from '../form.js';
import type { Parts } from '../parts.js';

interface ViewArgs {
  readonly body: object;
  readonly ack: (response?: {
    readonly response_action: 'errors';
    readonly errors: Record<string, string>;
  }) => Promise<void>;
}

/** The form was sent: closed once stored, kept open with a sentence when it could not be. */
export const onForm = (parts: Parts) => async (args: ViewArgs) => {
  const refuse = (text: string) => args.ack({ response_action: 'errors', errors: { paste: text } });
  try {
    const wrong = await formAsked(formSent.parse(args.body), parts);
    await (wrong === undefined ? args.ack() : refuse(wrong));
  } catch (error) {
    parts.log.warn({ err: error }, 'form not taken');
    await refuse(toReason(error).text);
  }
};

interface Option {
  text: { type: 'plain_text'; text: string };
  value: string;
}
interface OptionsArgs {
  readonly body: object;
  readonly ack: (response: { options: Option[] }) => Promise<void>;
}

const suggestion = z.looseObject({ value: z.string().default('') });

/** Type-ahead of the node picker; no options rather than an error while Redis is away. */
export const onNodeOptions = (parts: Parts) => async (args: OptionsArgs) => {
  const typed = suggestion.safeParse(args.body).data?.value ?? '';
  const options = await nodeOptions(typed, parts).catch(() => []);
  await args.ack({ options });
};
