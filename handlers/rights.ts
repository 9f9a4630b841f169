import type { Language } from '../src/report/language.js';
import { noteWordsIn } from './note-words.js';

/** Who may have a node looked at. A refusal says why and whom to ask. */

export interface Asker {
  readonly user?: string;
  readonly channel: string;
}

export type Allowed = { readonly ok: true } | { readonly ok: false; readonly why: string };

export interface Rights {
  /** @param language of the refusal; English unless said. */
  mayCollect(asker: Asker, cluster: string, language?: Language): Promise<Allowed>;
  /** Whether a paste nobody asked about may be collected for in this channel. */
  collectsUnasked(channel: string): boolean;
  /** Whether messages of other bots (alerts) are read in this channel. */
  readsBots(channel: string): boolean;
}

/** One line of the `rights` of the configuration: any of these people, in any of these channels, for any of these clusters. Absent: all. */
export interface Grant {
  readonly users?: readonly string[];
  readonly channels?: readonly string[];
  readonly clusters?: readonly string[];
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
  /** What Slack says about people and channels; null where it does not say. */
  readonly isGuest: (user: string) => Promise<boolean | null>;
  readonly isShared: (channel: string) => Promise<boolean | null>;
}

export function openRights(options: RightsOptions): Rights {
  return {
    collectsUnasked: (channel) => options.unaskedChannels.includes(channel),
    readsBots: (channel) => options.botChannels.includes(channel),
    async mayCollect({ user, channel }, cluster, language = 'en') {
      if (options.open) return { ok: true };
      const words = noteWordsIn(language).refused;
      const refused = (why: string): Allowed => ({ ok: false, why: `${why}${words.askWhom(options.ask)}` });
      if (options.grants === undefined) return refused(words.nobodyMay);
      const granted = options.grants.some(
        (grant) => has(grant.users, user) && has(grant.channels, channel) && has(grant.clusters, cluster),
      );
      if (!granted) return refused(words.notGranted(cluster));
      if (user !== undefined && options.guests !== true) {
        const guest = await options.isGuest(user);
        if (guest === null) return refused(words.personUnknown);
        if (guest) return refused(words.guests);
      }
      if (options.sharedChannels !== true) {
        const shared = await options.isShared(channel);
        if (shared === null) return refused(words.channelUnknown);
        if (shared) return refused(words.sharedChannel);
      }
      return { ok: true };
    },
  };
}

function has(list: readonly string[] | undefined, value: string | undefined): boolean {
  return list === undefined || (value !== undefined && list.includes(value));
}
