import { Refusal } from './refusal.js';
import type { Workspace } from './workspace.js';

/** A trigger lives three seconds and opens one view (https://docs.slack.dev/surfaces/modals). */
const LIFE_MS = 3000;

/** The trigger ids handed out with commands, buttons and shortcuts. */
export class Triggers {
  readonly #workspace: Workspace;
  readonly #open = new Map<string, { user: string; at: number; used: boolean }>();

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  mint(user: string): string {
    const { ids, now } = this.#workspace;
    const id = `${Math.floor(now())}.${Math.floor(ids.random() * 1e12)}.${ids.hex(32)}`;
    this.#open.set(id, { user, at: now(), used: false });
    return id;
  }

  /** Whose trigger it is; refuses an unknown, late or spent one. */
  spend(id: string): string {
    const trigger = this.#open.get(id);
    if (!trigger) throw new Refusal('invalid_trigger_id');
    if (this.#workspace.now() - trigger.at > LIFE_MS) throw new Refusal('expired_trigger_id');
    if (trigger.used) throw new Refusal('exchanged_trigger_id');
    trigger.used = true;
    return trigger.user;
  }
}
