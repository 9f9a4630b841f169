import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Config } from '../../src/config.js';
import { allTiers } from '../../src/doctor/escalation.js';
import { failed, type Line, notChecked, ok, some, warning } from '../../src/doctor/line.js';
import { slackCode } from './slack-errors.js';

/** Whether the people and groups of the tiers are there, and where Slack can call them. */

const person = z.looseObject({
  user: z.looseObject({
    name: z.string().optional(),
    real_name: z.string().optional(),
    deleted: z.boolean().optional(),
    is_bot: z.boolean().optional(),
  }),
});
const membersPage = z.looseObject({
  members: z.array(z.string()),
  response_metadata: z.looseObject({ next_cursor: z.string().optional() }).optional(),
});

const MEND = 'Mend scopes and token first';
/** Ten thousand members; nobody escalates to a larger channel. */
const MOST_PAGES = 10;

/** Whether any tier tells people or groups. */
export const namesAnybody = ({ escalation }: Pick<Config, 'escalation'>): boolean =>
  allTiers(escalation).some(({ users, groups }) => users.length + groups.length > 0);

/** Asks only; calls nobody. Never throws. */
export async function examineTiers(client: WebClient, { escalation, channels }: Config): Promise<readonly Line[]> {
  const tiers = allTiers(escalation);
  const users = new Set(tiers.flatMap((tier) => tier.users));
  const groups = new Set(tiers.flatMap((tier) => tier.groups));
  if (users.size + groups.size === 0) return [];
  const people = await Promise.all([...users].map((id) => examinePerson(client, id)));
  const gathered = await Promise.all([...groups].map((id) => examineGroup(client, id)));
  // Without a channel of their own, escalations stand in the thread of their alert.
  const alerts = [...channels.watchBots, ...(channels.alerts === undefined ? [] : [channels.alerts])];
  const places = new Set(escalation.channel === undefined ? alerts : [escalation.channel]);
  const callable = {
    people: people.flatMap(({ id, name }) => (name === undefined ? [] : [{ id, name }])),
    groups: gathered.flatMap(({ id, members }) => (members === undefined ? [] : [{ id, members }])),
  };
  const rooms = await Promise.all([...places].map((channel) => examineRoom(client, channel, callable)));
  return [...people.map(({ line }) => line), ...gathered.map(({ line }) => line), ...rooms.flat()];
}

interface Person {
  readonly id: string;
  /** Absent: cannot be called at all. */
  readonly name?: string;
  readonly line: Line;
}

async function examinePerson(client: WebClient, id: string): Promise<Person> {
  const fix = 'Put somebody else into escalation.tiers';
  try {
    const { user } = person.parse(await client.users.info({ user: id }));
    const name = user.real_name || user.name || id;
    if (user.deleted === true)
      return { id, line: failed('escalation', `${name} (${id}) is deactivated: nobody is told`, fix) };
    if (user.is_bot === true)
      return { id, line: failed('escalation', `${name} (${id}) is a bot: nobody is told`, fix) };
    return { id, name, line: ok('escalation', `${name} (${id}) is there`) };
  } catch (error) {
    const code = slackCode(error);
    if (code === 'user_not_found' || code === 'user_not_visible')
      return {
        id,
        line: failed(
          'escalation',
          `there is nobody with the id ${id}`,
          'Copy the member id again (Slack profile > Copy member ID)',
        ),
      };
    return { id, line: notChecked('escalation', `${id}: ${code || 'Slack did not answer'}`, MEND) };
  }
}

interface Group {
  readonly id: string;
  readonly members?: readonly string[];
  readonly line: Line;
}

async function examineGroup(client: WebClient, id: string): Promise<Group> {
  try {
    const { users = [] } = await client.usergroups.users.list({ usergroup: id });
    if (users.length === 0)
      return {
        id,
        line: failed(
          'escalation',
          `user group ${id} has nobody in it: nobody is told`,
          'Fill it, or name another one in escalation.tiers',
        ),
      };
    return { id, members: users, line: ok('escalation', `user group ${id} has ${users.length} members`) };
  } catch (error) {
    const code = slackCode(error);
    if (code === 'no_such_subteam')
      return {
        id,
        line: failed(
          'escalation',
          `there is no user group ${id}`,
          'Mend the id in escalation.tiers, or enable the group again',
        ),
      };
    return { id, line: notChecked('escalation', `user group ${id}: ${code || 'Slack did not answer'}`, MEND) };
  }
}

/** Slack tells of a mention only those who are in the channel. */
async function examineRoom(
  client: WebClient,
  channel: string,
  {
    people,
    groups,
  }: {
    readonly people: readonly { id: string; name: string }[];
    readonly groups: readonly { id: string; members: readonly string[] }[];
  },
): Promise<readonly Line[]> {
  let inside: ReadonlySet<string>;
  try {
    inside = await membersOf(client, channel);
  } catch (error) {
    // The channel has a line of its own, which says why.
    return [
      notChecked(
        'escalation',
        `who is in ${channel}: ${slackCode(error) || (error instanceof Error ? error.message : 'Slack did not answer')}`,
        'Mend the line about that channel first',
      ),
    ];
  }
  const fix = `Invite them to ${channel}: Slack tells of a mention only those who are in the channel`;
  const absent = people.filter(({ id }) => !inside.has(id)).map(({ name }) => name);
  const lines: Line[] =
    absent.length === 0 ? [] : [failed('escalation', `not in ${channel}, so not told there: ${some(absent)}`, fix)];
  for (const { id, members } of groups) {
    const there = members.filter((member) => inside.has(member)).length;
    if (there === members.length) continue;
    const says = `of user group ${id} ${there} of ${members.length} members are in ${channel}`;
    lines.push(
      there === 0 ? failed('escalation', `${says}: nobody is told there`, fix) : warning('escalation', says, fix),
    );
  }
  if (lines.length > 0) return lines;
  return people.length + groups.length === 0 ? [] : [ok('escalation', `everybody in the tiers is in ${channel}`)];
}

async function membersOf(client: WebClient, channel: string): Promise<ReadonlySet<string>> {
  const inside = new Set<string>();
  let cursor: string | undefined;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const page = membersPage.parse(
      await client.conversations.members({ channel, limit: 1000, ...(cursor ? { cursor } : {}) }),
    );
    for (const member of page.members) inside.add(member);
    cursor = page.response_metadata?.next_cursor || undefined;
    if (cursor === undefined) return inside;
  }
  throw new Error('too many members to look through');
}
