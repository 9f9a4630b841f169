/** Every bot scope the app asks for, and what stops without it. deploy/slack-app.yaml and docs/operating.md are held to this list. */
export const SCOPES = {
  'chat:write': 'answers',
  commands: '`/diagnose` and the message shortcut',
  'app_mentions:read': 'mentions',
  'channels:history': 'errors pasted in public channels, and the thread around a mention',
  'groups:history': 'the same in private channels',
  'im:history': 'direct messages',
  'channels:read': 'whether a public channel is shared with another company',
  'groups:read': 'the same for private channels',
  'im:read': 'whether a conversation is a direct one',
  'files:read': 'snippets and log files',
  'files:write': 'the full report as a file',
  'users:read': 'whether the asker is a guest, and whether they read Slack in Chinese',
  'usergroups:read': 'who is in the user groups that `rights.grants` and `escalation.tiers` name',
} as const satisfies Readonly<Record<string, string>>;

/** Bot events the app subscribes to. */
export const EVENTS = ['app_home_opened', 'app_mention', 'message.channels', 'message.groups', 'message.im'] as const;
