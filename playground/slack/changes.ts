import type { Channel, Message, SlackFile, User, View } from './model.js';

/** Everything that can happen in the workspace: what a page that shows it must redraw. */
export type Change =
  | { readonly kind: 'user-added'; readonly user: User }
  | { readonly kind: 'channel-added'; readonly channel: Channel }
  | { readonly kind: 'member-joined' | 'member-left'; readonly channel: Channel; readonly user: string }
  | { readonly kind: 'message-posted'; readonly channel: Channel; readonly message: Message }
  | {
      readonly kind: 'message-edited';
      readonly channel: Channel;
      readonly message: Message;
      readonly previous: Message;
    }
  | { readonly kind: 'message-deleted'; readonly channel: Channel; readonly message: Message }
  | {
      readonly kind: 'reaction-added';
      readonly channel: Channel;
      readonly message: Message;
      readonly name: string;
      readonly user: string;
    }
  | { readonly kind: 'file-added'; readonly file: SlackFile }
  | {
      readonly kind: 'view-opened' | 'view-updated' | 'view-closed' | 'home-published';
      readonly user: string;
      readonly view: View;
    }
  | { readonly kind: 'status-set'; readonly channel: Channel; readonly thread_ts: string; readonly status: string };

export type Watcher = (change: Change) => void;

/** The list of watchers. `tell` calls them in order of subscription. */
export class Changes {
  readonly #watchers = new Set<Watcher>();

  /** Subscribes; the answer unsubscribes. */
  watch(watcher: Watcher): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  tell(change: Change): void {
    for (const watcher of [...this.#watchers]) watcher(change);
  }
}
