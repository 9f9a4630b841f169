import { LogLevel, WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Config } from '../../src/config.js';
import { failed, type Line, notChecked, ok, some, warning } from '../../src/doctor/line.js';
import { examineTiers, namesAnybody } from './examine-tiers.js';
import { SCOPES } from './scopes.js';
import { clientOptions } from './slack.js';
import { slackCode } from './slack-errors.js';

/** The part of `plegmatic doctor` that knows Slack: tokens, scopes, the channels, user groups and people of the configuration. */

const WHERE = 'Slack app > OAuth & Permissions';
const known = z.looseObject({
  response_metadata: z.looseObject({ scopes: z.array(z.string()).optional() }).optional(),
});

/** @param demanded this process is to be the bot, so a missing token is a failure. Asks only; posts nothing. Never throws. */
export async function examineSlack(config: Config, demanded: boolean): Promise<readonly Line[]> {
  const { botToken } = config.slack;
  const rest = (why: string): readonly Line[] => [
    ...(['scopes', 'channels'] as const).map((part) => notChecked(part, why, 'Mend the line above first')),
    ...(namesAnybody(config)
      ? [notChecked('escalation', `the people and groups of the tiers: ${why}`, 'Mend the line about Slack first')]
      : []),
  ];
  if (botToken === undefined) {
    const fix = `Set SLACK_BOT_TOKEN (${WHERE}), or run this where the bot runs`;
    const says = 'there is no bot token here';
    return [demanded ? failed('slack', says, fix) : notChecked('slack', says, fix), ...rest('a bot token is needed')];
  }
  const client = quiet(botToken, config);
  try {
    const said = await client.auth.test();
    const who = ok('slack', `the bot token is that of ${said.user} in ${said.team}`);
    const scopes = known.parse(said).response_metadata?.scopes;
    const road = await examineRoad(config);
    const places = await examinePlaces(client, config);
    return [who, road, ...examineScopes(scopes), ...places, ...(await examineTiers(client, config))];
  } catch (error) {
    return [refused('the bot token', 'SLACK_BOT_TOKEN', error), ...rest('Slack has to accept the token first')];
  }
}

/** No patience: a doctor is waited for, and says what it heard. */
const quiet = (token: string, config: Config): WebClient =>
  new WebClient(token, {
    ...clientOptions(config.slack.apiUrl),
    retryConfig: { retries: 0 },
    timeout: 5000,
    logger: silent,
  });
const nothing = (): void => undefined;
const silent = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  setLevel: nothing,
  setName: nothing,
  getLevel: () => LogLevel.ERROR,
};

function refused(what: string, setting: string, error: unknown): Line {
  const code = slackCode(error);
  if (code === '') {
    const why = error instanceof Error ? error.message : String(error);
    return failed('slack', `Slack cannot be reached: ${why}`, 'Look at SLACK_API_URL, the network and the proxy');
  }
  const fix = `Copy ${setting} again from the Slack app, or reinstall the app to the workspace`;
  return failed('slack', `Slack refuses ${what}: ${code}`, fix);
}

/** How Slack reaches us. Opening a connection address spends nothing; no socket is opened. */
async function examineRoad(config: Config): Promise<Line> {
  const { appToken, mode } = config.slack;
  if (mode === null)
    return failed(
      'slack',
      'Slack has no way to reach the bot: there is neither an app token nor a signing secret',
      'Set SLACK_APP_TOKEN for Socket Mode, or SLACK_SIGNING_SECRET for HTTP mode',
    );
  if (appToken === undefined)
    return notChecked(
      'slack',
      'HTTP mode: a signing secret is set; only a request of Slack can prove it',
      'Save the request URL (https://…/slack/events) in the Slack app: it is verified then',
    );
  try {
    await quiet(appToken, config).apps.connections.open();
    return ok('slack', 'Socket Mode: the app token opens connections');
  } catch (error) {
    if (slackCode(error) === 'missing_scope')
      return failed(
        'slack',
        'the app token lacks the scope connections:write',
        'Make a new app-level token with it (Slack app > Basic Information)',
      );
    return refused('the app token', 'SLACK_APP_TOKEN', error);
  }
}

function examineScopes(granted: readonly string[] | undefined): readonly Line[] {
  if (granted === undefined)
    return [notChecked('scopes', 'Slack does not tell them (no x-oauth-scopes)', `Compare them by hand: ${WHERE}`)];
  const needed = Object.entries(SCOPES);
  const missing = needed.filter(([scope]) => !granted.includes(scope));
  const idle = granted.filter((scope) => scope !== '' && !Object.hasOwn(SCOPES, scope));
  const fix = `Add it (${WHERE}) and reinstall the app; deploy/slack-app.yaml has them all`;
  return [
    ...(missing.length === 0 ? [ok('scopes', `all ${needed.length} are granted`)] : []),
    ...missing.map(([scope, why]) => failed('scopes', `${scope} is missing: it is for ${why}`, fix)),
    ...(idle.length === 0
      ? []
      : [warning('scopes', `nothing here uses ${some(idle)}`, `Remove what is not needed (${WHERE})`)]),
  ];
}

const place = z.looseObject({
  channel: z.looseObject({
    name: z.string().optional(),
    is_im: z.boolean().optional(),
    is_member: z.boolean().optional(),
    is_archived: z.boolean().optional(),
    is_ext_shared: z.boolean().optional(),
  }),
});

/** Every channel of the configuration, and every user group that has rights. */
async function examinePlaces(client: WebClient, config: Config): Promise<readonly Line[]> {
  const { rights, channels, escalation } = config;
  const grants = rights.grants ?? [];
  const ids = new Set([
    ...channels.collectUnasked,
    ...channels.watchBots,
    ...channels.ownOnly,
    ...(channels.alerts === undefined ? [] : [channels.alerts]),
    ...grants.flatMap((grant) => grant.channels ?? []),
    ...(escalation.channel === undefined ? [] : [escalation.channel]),
  ]);
  const groups = new Set(grants.flatMap((grant) => grant.groups ?? []));
  const open =
    rights.grants === undefined
      ? [
          warning(
            'channels',
            'rights.grants is not set: nobody may collect from a node',
            'See docs/operating.md, Rights',
          ),
        ]
      : [];
  if (ids.size + groups.size + open.length === 0) return [ok('channels', 'the configuration names no channel')];
  const lines = await Promise.all([
    ...[...ids].map((id) => examineChannel(client, id, rights.sharedChannels)),
    ...[...groups].map((id) => examineGroup(client, id)),
  ]);
  return [...open, ...lines];
}

async function examineChannel(client: WebClient, id: string, sharedAllowed: boolean): Promise<Line> {
  try {
    const { channel } = place.parse(await client.conversations.info({ channel: id }));
    const name = channel.name === undefined ? id : `#${channel.name} (${id})`;
    if (channel.is_archived === true)
      return warning('channels', `${name} is archived`, 'Take it out of the configuration');
    if (channel.is_member !== true && channel.is_im !== true)
      return failed('channels', `I am no member of ${name}`, 'Say `/invite @plegmatic` there');
    if (channel.is_ext_shared === true && !sharedAllowed)
      return warning(
        'channels',
        `${name} is shared with another company, so nobody may collect there`,
        'Use another channel, or set rights.shared_channels',
      );
    return ok('channels', `I am a member of ${name}`);
  } catch (error) {
    const code = slackCode(error);
    if (code === 'channel_not_found')
      return failed('channels', `I cannot see ${id}: it does not exist, or it is private`, 'Invite me, or mend the id');
    return notChecked('channels', `${id}: ${code || 'Slack did not answer'}`, 'Mend scopes and token first');
  }
}

async function examineGroup(client: WebClient, id: string): Promise<Line> {
  try {
    const { users = [] } = await client.usergroups.users.list({ usergroup: id });
    return users.length > 0
      ? ok('channels', `user group ${id} has ${users.length} members`)
      : warning('channels', `user group ${id} has nobody in it`, 'Fill it, or take it out of the configuration');
  } catch (error) {
    const code = slackCode(error);
    if (code === 'no_such_subteam')
      return failed('channels', `there is no user group ${id}`, 'Mend the id in rights.grants');
    return notChecked('channels', `user group ${id}: ${code || 'Slack did not answer'}`, 'Mend scopes and token first');
  }
}
