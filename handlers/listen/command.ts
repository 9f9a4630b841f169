import { toReason } from '../../src/errors.js';
import { diagnoseCommand, readCommand, slashCommand } from '../diagnose-command.js';
import { formView } from '../form.js';
import type { Parts } from '../parts.js';

/** What Bolt hands to the listener of a slash command. */
export interface CommandArgs {
  readonly body: object;
  readonly ack: (response?: { readonly response_type: 'ephemeral'; readonly text: string }) => Promise<void>;
}

/** `/diagnose ...`: acknowledged once it is stored; when it cannot be, the acknowledgement itself says why. */
export const onCommand = (parts: Parts) => async (args: CommandArgs) => {
  const command = slashCommand.parse(args.body);
  const say = (text: string) => args.ack({ response_type: 'ephemeral', text });
  const asked = readCommand(command.text);
  try {
    if (asked.kind === 'form') {
      // The trigger lives three seconds: nothing may come before this.
      await parts.slack.openForm(command.trigger_id, formView(command.channel_id));
      await args.ack();
      return;
    }
    await say(await diagnoseCommand(command, asked, parts));
  } catch (error) {
    parts.log.warn({ err: error }, 'command not taken');
    await say(toReason(error).text);
  }
};
