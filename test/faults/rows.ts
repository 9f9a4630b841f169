import type { Fault } from '../../playground/slack/faults.js';
import { remove } from '../../playground/slack/messages.js';
import type { Slack } from '../../playground/slack/start.js';
import { commands, mentions, PLEG, type Scene, type Strike } from './scene.js';

/** One line of the table: what goes wrong at Slack, and the scene that shows what comes of it. */
export interface Row extends Strike {
  readonly id: string;
  readonly fault: string;
  /** Nobody can be told: there is no road to her. */
  readonly mute?: true;
}

const plan =
  (...faults: readonly Fault[]) =>
  (slack: Slack): void => {
    for (const fault of faults) slack.faults.plan({ ...fault });
  };
const POST = 'chat.postMessage';
const EDIT = 'chat.update';
const without =
  (...scopes: readonly string[]) =>
  (slack: Slack): void => {
    for (const scope of scopes) slack.world.app.scopes.delete(scope);
  };
/** For a while every call fails. */
const outage =
  (ms: number) =>
  (slack: Slack): void => {
    const over = slack.faults.plan({ kind: 'status', status: 503, times: Number.MAX_SAFE_INTEGER });
    setTimeout(over, ms);
  };
const uploads = (scene: Scene): void => {
  const log = `${'Nov 22 03:00:00 n systemd[1]: Started session.\n'.repeat(50)}${PLEG}\n`;
  const comment = `@${scene.slack.world.appUser.name} node-7`;
  scene.root = scene.slack.person('maya').uploads('ops', 'kubelet.log', log, { comment });
};
const inThread = (scene: Scene): void => {
  const alert = scene.slack.integration('Alertmanager', 'ops', { text: `FIRING: NodeNotReady node=node-7 ${PLEG}` });
  scene.slack.person('maya').mentions('ops', 'what is this?', { thread: alert });
  scene.root = alert;
};
const opensForm = commands('ops', '/diagnose');
/** Where the bot is no member. */
const OUTSIDE = commands('random');
/** Whatever is posted to Maya herself is refused. */
const noDirectMessages = (slack: Slack): void =>
  plan({ kind: 'error', method: POST, error: 'cannot_dm_bot', containing: slack.person('maya').user.id, times: 99 })(
    slack,
  );

/** In the order of the table. */
export const ROWS: readonly Row[] = [
  { id: 'none', fault: 'nothing' },
  {
    id: 'post-429',
    fault: '429 to the first answer, Retry-After 2 s',
    before: plan({ kind: 'ratelimited', method: POST, retryAfter: 2 }),
  },
  {
    id: 'edit-429',
    fault: '429 to an edit, Retry-After 2 s',
    between: plan({ kind: 'ratelimited', method: EDIT, retryAfter: 2 }),
  },
  {
    id: 'post-503',
    fault: '503 to the first answer, three times',
    before: plan({ kind: 'status', method: POST, status: 503, times: 3 }),
  },
  {
    id: 'edit-503',
    fault: '503 to an edit, five times',
    between: plan({ kind: 'status', method: EDIT, status: 503, times: 5 }),
  },
  { id: 'outage', fault: '503 to everything for eight seconds', before: outage(8000) },
  { id: 'post-hang', fault: 'the first answer hangs', before: plan({ kind: 'hang', method: POST }) },
  { id: 'edit-hang', fault: 'an edit hangs', between: plan({ kind: 'hang', method: EDIT }) },
  { id: 'post-drop', fault: 'the connection breaks before the post', before: plan({ kind: 'drop', method: POST }) },
  {
    id: 'post-drop-after',
    fault: 'the connection breaks after the post was made',
    before: plan({ kind: 'drop-after', method: POST }),
  },
  {
    id: 'edit-drop-after',
    fault: 'the connection breaks after an edit was made',
    between: plan({ kind: 'drop-after', method: EDIT }),
  },
  {
    id: 'duplicate',
    fault: 'every event is delivered twice',
    before: (slack) => void Object.assign(slack.faults.delivery, { duplicate: 1 }),
  },
  {
    id: 'reorder',
    fault: 'events overtake each other',
    before: (slack) => void Object.assign(slack.faults.delivery, { reorder: 1 }),
  },
  {
    id: 'refresh',
    fault: 'Slack recycles the sockets as she asks',
    before: (slack) => slack.sockets.announce('refresh_requested'),
  },
  { id: 'cut', fault: 'one socket breaks as she asks', before: (slack) => slack.sockets.drop(1) },
  { id: 'all-cut', fault: 'all sockets break as she asks', before: (slack) => slack.sockets.drop() },
  {
    id: 'command-cut',
    fault: 'all sockets break as she types `/diagnose node-7`',
    before: (slack) => slack.sockets.drop(),
    ask: commands(),
    silent: true,
  },
  {
    id: 'post-blocks',
    fault: '`invalid_blocks` to the first answer',
    before: plan({ kind: 'error', method: POST, error: 'invalid_blocks' }),
  },
  {
    id: 'edit-blocks',
    fault: '`invalid_blocks` to every edit that has buttons',
    between: plan({ kind: 'error', method: EDIT, error: 'invalid_blocks', containing: '"type":"button"', times: 50 }),
  },
  {
    id: 'deleted',
    fault: 'somebody deletes the first answer',
    between: (slack, answer) => void (answer && remove(slack.world.workspace, slack.channel('ops'), answer)),
  },
  {
    id: 'upload-503',
    fault: 'the upload of the file fails, five times',
    before: plan({ kind: 'status', method: 'upload', status: 503, times: 5 }),
  },
  {
    id: 'upload-refused',
    fault: 'the file may not be shared',
    before: plan({ kind: 'error', method: 'files.completeUploadExternal', error: 'posting_to_channel_denied' }),
  },
  { id: 'scope-files-write', fault: 'scope `files:write` is missing', before: without('files:write') },
  {
    id: 'scope-chat-write',
    mute: true,
    fault: 'scope `chat:write` is missing',
    before: without('chat:write'),
    silent: true,
  },
  {
    id: 'scope-chat-write-command',
    fault: 'scope `chat:write` is missing, `/diagnose node-7`',
    before: without('chat:write'),
    ask: commands(),
    silent: true,
  },
  {
    id: 'scope-history',
    fault: 'scope `channels:history` is missing, she asks in a thread',
    before: without('channels:history'),
    ask: inThread,
  },
  { id: 'scope-users', fault: 'scope `users:read` is missing', before: without('users:read') },
  {
    id: 'scope-channels',
    fault: 'scopes `channels:read` and `groups:read` are missing',
    before: without('channels:read', 'groups:read'),
  },
  {
    id: 'scope-files-read',
    fault: 'scope `files:read` is missing, she shares a log',
    before: without('files:read'),
    ask: uploads,
  },
  {
    id: 'thread-503',
    fault: '503 to reading the thread, three times',
    before: plan({ kind: 'status', method: 'conversations.replies', status: 503, times: 3 }),
    ask: inThread,
  },
  {
    id: 'download-503',
    fault: 'the download of her log fails, five times',
    before: plan({ kind: 'status', method: 'download', status: 503, times: 5 }),
    ask: uploads,
  },
  {
    id: 'download-hang',
    fault: 'the download of her log hangs',
    before: plan({ kind: 'hang', method: 'download' }),
    ask: uploads,
  },
  { id: 'not-member', fault: '`not_in_channel`: `/diagnose node-7` where the bot is no member', ask: OUTSIDE },
  {
    id: 'no-dm',
    fault: 'the same, and she takes no direct messages',
    before: noDirectMessages,
    ask: OUTSIDE,
    silent: true,
  },
  {
    id: 'response-used',
    fault: 'the same, and the `response_url` is used up',
    before: (slack) => {
      noDirectMessages(slack);
      slack.faults.plan({ kind: 'status', method: 'response_url', status: 404, times: 50 });
    },
    ask: OUTSIDE,
    silent: true,
  },
  {
    id: 'removed',
    fault: 'the bot is removed from the channel before the edit',
    between: (slack) => slack.world.workspace.leave(slack.channel('ops'), slack.world.app.userId),
  },
  {
    id: 'archived',
    fault: 'the channel is archived before the edit',
    between: (slack) => void Object.assign(slack.channel('ops'), { is_archived: true }),
  },
  {
    id: 'trigger-late',
    fault: '`/diagnose` alone, and its trigger has expired',
    before: plan({ kind: 'error', method: 'views.open', error: 'expired_trigger_id' }),
    ask: opensForm,
    silent: true,
  },
  {
    id: 'trigger-hang',
    fault: '`/diagnose` alone, and opening the form hangs',
    before: plan({ kind: 'hang', method: 'views.open' }),
    ask: opensForm,
    silent: true,
  },
  {
    id: 'token-revoked',
    mute: true,
    fault: 'the token is revoked while the bot runs',
    before: plan({ kind: 'error', error: 'token_revoked', times: Number.MAX_SAFE_INTEGER }),
    silent: true,
  },
  {
    id: 'together',
    fault:
      '429, 503, a hang, breaks before and after the work, refused blocks, a failing upload and double delivery together',
    before: (slack) => {
      Object.assign(slack.faults.delivery, { duplicate: 1, reorder: 0.3 });
      plan(
        { kind: 'ratelimited', method: POST, retryAfter: 1 },
        { kind: 'status', method: POST, status: 503 },
        { kind: 'drop', method: POST },
        { kind: 'drop-after', method: POST },
        { kind: 'status', method: 'upload', status: 500 },
      )(slack);
    },
    between: plan(
      { kind: 'ratelimited', method: EDIT, retryAfter: 1 },
      { kind: 'hang', method: EDIT },
      { kind: 'drop-after', method: EDIT },
    ),
    ask: mentions,
  },
];
