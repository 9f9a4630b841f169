import type { App } from './app.js';
import type { Faults } from './faults.js';
import type { Json, User } from './model.js';
import type { RateLimits } from './rate-limits.js';
import type { ResponseUrls } from './response-urls.js';
import type { Triggers } from './triggers.js';
import type { Workspace } from './workspace.js';

/** What a Web API method may touch. */
export type World = {
  readonly workspace: Workspace;
  readonly app: App;
  readonly appUser: User;
  readonly faults: Faults;
  readonly rates: RateLimits;
  readonly triggers: Triggers;
  readonly responseUrls: ResponseUrls;
  readonly uploads: Map<string, { readonly id: string; readonly name: string; readonly length: number; body?: Buffer }>;
  /** The simulator's own absolute URL for a path: Slack's are absolute too, and follow no setting of the client. */
  readonly url: (path: string) => string;
  /** A one-time WebSocket address for `apps.connections.open`. */
  readonly ticket: () => string;
  /** Tickets handed out and not used yet. */
  readonly tickets: Set<string>;
  /** Every Web API call in order of arrival, with its outcome: for assertions. */
  readonly calls: { readonly method: string; readonly args: Json; ok: boolean; error?: string }[];
};
