/** The app under test: one installation, as many sockets as it opens. */
export type App = {
  readonly id: string;
  readonly name: string;
  readonly userId: string;
  readonly botId: string;
  readonly botToken: string;
  readonly appToken: string;
  readonly signingSecret: string;
  readonly scopes: Set<string>;
  /** Slash commands that are registered; others are answered by the client with "not a valid command". */
  readonly commands: Set<string>;
  /** Event names of the manifest: `message.channels`, `app_mention`, ... */
  readonly events: Set<string>;
};

/** Everything a diagnosis bot of this house asks for; a test narrows it to see `missing_scope`. */
export const SCOPES: readonly string[] = (
  'app_mentions:read assistant:write channels:history channels:join channels:read chat:write commands files:read ' +
  'files:write groups:history groups:read im:history im:read im:write reactions:read reactions:write team:read ' +
  'usergroups:read users:read users:read.email'
).split(' ');

/** Bot events delivered unless the options name others. `file_shared` stays out: it doubles every upload. */
export const EVENTS: readonly string[] =
  'app_home_opened app_mention member_joined_channel message.channels message.groups message.im reaction_added'.split(
    ' ',
  );
