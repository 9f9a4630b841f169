import { z } from 'zod';
import { toReason } from '../../src/errors.js';
import { type NodeOption, nodeOptions } from '../names/node-options.js';
import type { Parts } from '../parts.js';
import { replyLanguage } from '../reading/reply-language.js';
import { ACK_WAIT_MS } from '../ways/diagnose-command.js';
import { formAsked, formSent } from '../ways/form.js';
import { tell } from '../ways/told.js';
import { beforeAck } from './before-ack.js';
import type { ViewArgs } from './view-args.js';

/** The form was sent: closed once stored, kept open with a sentence when it could not be. */
export const onForm = (parts: Parts) => async (args: ViewArgs) => {
  const form = formSent.parse(args.body);
  const done = formAsked(form, parts).catch((error: unknown) => {
    parts.log.warn({ err: error }, 'form not taken');
    return toReason(error).text;
  });
  const { said, acknowledged } = await beforeAck(() => args.ack(), done);
  // The form is closed by then.
  if (acknowledged && said !== undefined)
    await tell({ channel: form.view.private_metadata.channel, user: form.user.id }, form.user.id, said, parts);
  else if (!acknowledged)
    await args.ack(said === undefined ? said : { response_action: 'errors', errors: { paste: said } });
};

interface OptionsArgs {
  readonly body: object;
  readonly ack: (response: { options: NodeOption[] }) => Promise<void>;
}

const suggestion = z.looseObject({
  value: z.string().default(''),
  user: z.looseObject({ id: z.string() }).optional(),
});

/** Type-ahead of the node picker; no options rather than an error while Redis is away. */
export const onNodeOptions = (parts: Parts) => async (args: OptionsArgs) => {
  const { value = '', user } = suggestion.safeParse(args.body).data ?? {};
  const language = await replyLanguage('', user?.id, parts, ACK_WAIT_MS);
  const options = await nodeOptions(value, language, parts).catch(() => []);
  await args.ack({ options: [...options] });
};
