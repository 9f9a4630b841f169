import type { Args } from './args.js';
import { app } from './methods/app.js';
import { chat } from './methods/chat.js';
import { conversations } from './methods/conversations.js';
import { files } from './methods/files.js';
import type { Method } from './methods/method.js';
import { people } from './methods/people.js';
import { views } from './methods/views.js';
import type { Json } from './model.js';
import { Refusal } from './refusal.js';
import type { World } from './world.js';

/** Every method the simulator knows; any other is `unknown_method`. */
export const METHODS: ReadonlyMap<string, Method> = new Map(
  Object.entries({ ...app, ...chat, ...conversations, ...files, ...people, ...views }),
);

/** Runs one call: method known, token right, scope granted, rate kept, then the method itself. Throws `Refusal`. */
export function callMethod(name: string, token: string | undefined, args: Args, world: World): Json {
  const method = METHODS.get(name);
  if (!method) throw new Refusal('unknown_method', { req_method: name });
  checkToken(method, token, world);
  const scope = typeof method.scope === 'function' ? method.scope(args, world) : method.scope;
  if (scope && !world.app.scopes.has(scope))
    throw new Refusal('missing_scope', { needed: scope, provided: [...world.app.scopes].join(',') });
  world.rates.spend(name, method.tier);
  return method.run(args, world);
}

function checkToken(method: Method, token: string | undefined, { app: installed }: World): void {
  if (!token) throw new Refusal('not_authed');
  if (token !== installed.botToken && token !== installed.appToken) throw new Refusal('invalid_auth');
  if ((token === installed.appToken) !== (method.token === 'app')) throw new Refusal('not_allowed_token_type');
}
