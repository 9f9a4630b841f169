/** Who may have a node looked at. A refusal says why and whom to ask. */

export interface Asker {
  readonly user?: string;
  readonly channel: string;
}

export type Allowed = { readonly ok: true } | { readonly ok: false; readonly why: string };

export interface Rights {
  mayCollect(asker: Asker, cluster: string): Promise<Allowed>;
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
  const whom = options.ask ?? 'whoever runs Plegmatic';
  const refused = (why: string): Allowed => ({
    ok: false,
    why: `${why} Ask ${whom} (\`rights\` in the configuration).`,
  });
  return {
    collectsUnasked: (channel) => options.unaskedChannels.includes(channel),
    readsBots: (channel) => options.botChannels.includes(channel),
    async mayCollect({ user, channel }, cluster) {
      if (options.open) return { ok: true };
      if (options.grants === undefined)
        return refused('I did not look at the node: nobody has been given the right to have nodes looked at yet.');
      const granted = options.grants.some(
        (grant) => has(grant.users, user) && has(grant.channels, channel) && has(grant.clusters, cluster),
      );
      if (!granted) return refused(`I did not look at the node: you may not collect from ${cluster} in this channel.`);
      if (user !== undefined && options.guests !== true) {
        const guest = await options.isGuest(user);
        if (guest === null)
          return refused('I did not look at the node: Slack does not tell me who you are (scope `users:read`).');
        if (guest) return refused('I did not look at the node: guests may not.');
      }
      if (options.sharedChannels !== true) {
        const shared = await options.isShared(channel);
        if (shared === null)
          return refused(
            'I did not look at the node: Slack does not tell me whether this channel is shared (scope `channels:read`).',
          );
        if (shared) return refused('I did not look at the node: this channel is shared with another company.');
      }
      return { ok: true };
    },
  };
}

function has(list: readonly string[] | undefined, value: string | undefined): boolean {
  return list === undefined || (value !== undefined && list.includes(value));
}
