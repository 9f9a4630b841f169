import type { Parts } from '../parts.js';
import { replyLanguage } from '../reading/reply-language.js';
import {
  ACK_WAIT_MS,
  diagnoseCommand,
  readCommand,
  type SlashCommand,
  slashCommand,
} from '../ways/diagnose-command.js';
import { formView } from '../ways/form.js';
import { reasonOf, tell } from '../ways/told.js';
import { beforeAck } from './before-ack.js';

/** What Bolt hands to the listener of a slash command. */
export interface CommandArgs {
  readonly body: object;
  readonly ack: (response?: { readonly response_type: 'ephemeral'; readonly text: string }) => Promise<void>;
}

/** `/diagnose ...`: acknowledged once it is stored; when it cannot be, the acknowledgement itself says why. */
export const onCommand = (parts: Parts) => async (args: CommandArgs) => {
  const command = slashCommand.parse(args.body);
  const { said, acknowledged } = await beforeAck(() => args.ack(), taken(command, parts));
  if (acknowledged && said !== undefined)
    await tell({ channel: command.channel_id, user: command.user_id }, command.user_id, said, parts);
  else if (!acknowledged) await args.ack(said === undefined ? said : { response_type: 'ephemeral', text: said });
};

/** What only the asker sees; nothing when the form opened. */
async function taken(command: SlashCommand, parts: Parts): Promise<string | undefined> {
  try {
    const asked = readCommand(command.text);
    if (asked.kind !== 'form') return await diagnoseCommand(command, asked, parts);
    // The trigger lives three seconds: nothing slow may come before this.
    const language = await replyLanguage('', command.user_id, parts, ACK_WAIT_MS);
    await parts.slack.openForm(command.trigger_id, formView(command, language));
    return undefined;
  } catch (error) {
    parts.log.warn({ err: error }, 'command not taken');
    return reasonOf(error);
  }
}
