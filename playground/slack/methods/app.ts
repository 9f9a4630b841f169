import type { Args } from '../args.js';
import type { Json } from '../model.js';
import { Refusal } from '../refusal.js';
import type { World } from '../world.js';
import type { Methods } from './method.js';

function test(_: Args, { app, workspace, appUser }: World): Json {
  return {
    url: `https://${workspace.team.domain}.slack.com/`,
    team: workspace.team.name,
    team_id: workspace.team.id,
    user: appUser.name,
    user_id: app.userId,
    bot_id: app.botId,
    is_enterprise_install: false,
  };
}

/** The line under the composer: "Plegmatic is reading node-7 ...". */
function setStatus(args: Args, world: World): Json {
  const at = { channel: args.text('channel_id') };
  if (!at.channel) throw new Refusal('channel_not_found');
  const channel = world.workspace.channels.get(at.channel);
  if (!channel?.members.has(world.app.userId)) throw new Refusal('channel_not_found');
  const status = args.text('status') ?? '';
  world.workspace.changes.tell({ kind: 'status-set', channel, thread_ts: args.required('thread_ts'), status });
  return {};
}

export const app: Methods = {
  'auth.test': { tier: 'none', run: test },
  'api.test': { tier: 'none', run: () => ({}) },
  'apps.connections.open': { tier: 3, token: 'app', run: (_, world) => ({ url: world.ticket() }) },
  'assistant.threads.setStatus': { tier: 'none', scope: 'chat:write', run: setStatus },
};
