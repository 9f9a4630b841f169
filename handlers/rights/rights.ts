import type { Right } from '../../src/config/keys.js';
import type { Language } from '../../src/report/language.js';
import { noteWordsIn } from '../words/note-words.js';

/** Who may have what done to a node. A refusal says why and whom to ask. */

export interface Asker {
  /** Absent: nobody asked (an alert), so the channel's configuration speaks. */
  readonly user?: string;
  readonly channel: string;
}

/** Why not, for those who count or test; people read `why`. */
export const REFUSALS = [
  'nothing-configured',
  'not-granted',
  'not-here',
  'group-unknown',
  'guest',
  'person-unknown',
  'shared-channel',
  'channel-unknown',
  'budget',
] as const;
export type Refusal = (typeof REFUSALS)[number];

export type Allowed = { readonly ok: true } | { readonly ok: false; readonly because: Refusal; readonly why: string };

export interface Rights {
  /** @param language of the refusal; English unless said. */
  may(asker: Asker, right: Right, cluster: string, language?: Language): Promise<Allowed>;
  /** Whether the configuration gives this right to anybody at all. */
  anybodyMay(right: Right): boolean;
  /** Whether a paste nobody asked about may be collected for in this channel. */
  collectsUnasked(channel: string): boolean;
  /** Whether messages of other bots (alerts) are read in this channel. */
  readsBots(channel: string): boolean;
  /** Whether other Plegmatics answer in this channel, so that unasked only what is ours is answered. */
  sharesWithOthers(channel: string): boolean;
}

/**
 * One line of the `rights` of the configuration: these people (users or members of the groups), in any of these channels, for any of
 * these clusters, may have any of these actions. Absent: all; of the actions, all but `peel`.
 */
export interface Grant {
  readonly users?: readonly string[];
  readonly groups?: readonly string[];
  readonly channels?: readonly string[];
  readonly clusters?: readonly string[];
  readonly actions?: readonly Right[];
}

export interface RightsOptions {
  /** undefined: not configured, so nobody, except where `open` is set. */
  readonly grants: readonly Grant[] | undefined;
  /** The demo: everything is pretended, so everybody may. */
  readonly open?: boolean;
  readonly guests?: boolean;
  readonly sharedChannels?: boolean;
  /** Whom a refused person should ask. */
  readonly ask?: string;
  readonly unaskedChannels: readonly string[];
  readonly botChannels: readonly string[];
  readonly ownOnlyChannels?: readonly string[];
  /** What Slack says about people and channels; null where it does not say. */
  readonly isGuest: (user: string) => Promise<boolean | null>;
  readonly isShared: (channel: string) => Promise<boolean | null>;
  readonly membersOf: (group: string) => Promise<readonly string[] | null>;
  readonly nameOf: (id: string) => Promise<string | null>;
}

export function openRights(options: RightsOptions): Rights {
  return {
    anybodyMay: (right) => options.open === true || options.grants?.some((grant) => hasRight(grant, right)) === true,
    collectsUnasked: (channel) => options.unaskedChannels.includes(channel),
    readsBots: (channel) => options.botChannels.includes(channel),
    sharesWithOthers: (channel) => options.ownOnlyChannels?.includes(channel) === true,
    async may(asker, right, cluster, language = 'en') {
      if (options.open) return { ok: true };
      const words = noteWordsIn(language).refused;
      const refused = async (because: Refusal, why: string): Promise<Allowed> => ({
        ok: false,
        because,
        why: `${why}${words.askWhom(await askOf(options))}`,
      });
      if (options.grants === undefined) return refused('nothing-configured', words.nobodyMay);
      const fitting = options.grants.filter((grant) => names(grant, right, cluster));
      const people = await Promise.all(fitting.map((grant) => isMeant(grant, asker.user, options)));
      const theirs = fitting.filter((_, index) => people[index] === true);
      if (!theirs.some((grant) => has(grant.channels, asker.channel))) {
        const where = new Set(theirs.flatMap((grant) => grant.channels ?? []));
        const called = await Promise.all([...where].slice(0, 3).map((id) => nameOf(id, options)));
        if (called.length > 0) return refused('not-here', words.notHere(right, cluster, called));
        if (people.includes(null)) return refused('group-unknown', words.groupUnknown);
        return refused('not-granted', words.notGranted(right, cluster));
      }
      if (asker.user !== undefined && options.guests !== true) {
        const guest = await options.isGuest(asker.user);
        if (guest === null) return refused('person-unknown', words.personUnknown);
        if (guest) return refused('guest', words.guests);
      }
      if (options.sharedChannels !== true) {
        const shared = await options.isShared(asker.channel);
        if (shared === null) return refused('channel-unknown', words.channelUnknown);
        if (shared) return refused('shared-channel', words.sharedChannel);
      }
      return { ok: true };
    },
  };
}

const nameOf = async (id: string, options: Pick<RightsOptions, 'nameOf'>): Promise<string> =>
  (await options.nameOf(id)) ?? id;

/** Names instead of mentions: a refusal stands in a thread where everything is shown as it was written. */
async function askOf(options: Pick<RightsOptions, 'ask' | 'nameOf'>): Promise<string | undefined> {
  let ask = options.ask;
  for (const [mention, id = ''] of ask?.matchAll(/<[@#]([A-Z0-9]+)>/g) ?? []) {
    const name = await nameOf(id, options);
    // A function: `$&` in somebody's name is no pattern.
    ask = ask?.replaceAll(mention, () => name);
  }
  return ask;
}

const names = (grant: Grant, right: Right, cluster: string): boolean =>
  has(grant.clusters, cluster) && hasRight(grant, right);

const hasRight = ({ actions }: Grant, right: Right): boolean =>
  actions === undefined ? right !== 'peel' : actions.includes(right);

/** Null: only a group could say, and Slack does not tell who is in it. */
async function isMeant(
  { users, groups }: Grant,
  user: string | undefined,
  { membersOf }: Pick<RightsOptions, 'membersOf'>,
): Promise<boolean | null> {
  if (users === undefined && groups === undefined) return true;
  if (user === undefined) return false;
  if (users?.includes(user)) return true;
  const members = await Promise.all((groups ?? []).map(membersOf));
  if (members.some((all) => all?.includes(user))) return true;
  return members.includes(null) ? null : false;
}

const has = (list: readonly string[] | undefined, value: string): boolean => list === undefined || list.includes(value);
