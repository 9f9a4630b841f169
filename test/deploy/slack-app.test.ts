import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { EVENTS, SCOPES } from '../../handlers/slack/scopes.js';
import { ESCALATE_SHORTCUT, SHORTCUT } from '../../handlers/ways/shortcut.js';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const text = read('deploy/slack-app.yaml');
const manifest = parse(text);
const register = read('handlers/register.ts');

describe('the manifest of the Slack app', () => {
  it('asks for the scopes that are used, each with its reason beside it', () => {
    expect([...manifest.oauth_config.scopes.bot].sort()).toEqual(Object.keys(SCOPES).sort());
    for (const [scope, why] of Object.entries(SCOPES))
      expect(text, scope).toContain(`- ${scope} # ${why.replaceAll('`', '')}`);
    expect(manifest.oauth_config.scopes.user).toBeUndefined();
  });

  it('subscribes to the events that are listened to, and to no other', () => {
    expect([...manifest.settings.event_subscriptions.bot_events].sort()).toEqual([...EVENTS].sort());
    const listened = [...register.matchAll(/app\.event\('([a-z_]+)'/g)].map(([, name]) => name);
    const kinds = EVENTS.map((event) => event.replace(/\..*/, ''));
    expect([...new Set(kinds)].sort()).toEqual([...new Set(listened)].sort());
  });

  it('has the command, the shortcut and the interactivity that the handlers answer', () => {
    const commands = [...register.matchAll(/app\.command\('([^']+)'/g)].map(([, name]) => name);
    expect(manifest.features.slash_commands.map(({ command }: { command: string }) => command)).toEqual(commands);
    expect(manifest.features.shortcuts).toMatchObject(
      [SHORTCUT, ESCALATE_SHORTCUT].map((callback_id) => ({ type: 'message', callback_id })),
    );
    expect([...register.matchAll(/app\.shortcut\(/g)]).toHaveLength(manifest.features.shortcuts.length);
    expect(manifest.settings).toMatchObject({ socket_mode_enabled: true, interactivity: { is_enabled: true } });
    expect(manifest.features.app_home).toMatchObject({ home_tab_enabled: true, messages_tab_enabled: true });
  });

  it('is what the manual says: every scope and event, and what it is for', () => {
    const manual = read('docs/operating.md');
    const table = [...manual.matchAll(/^\| ((?:`[a-z_]+(?::[a-z.]+)?`(?:, )?)+) \|/gm)];
    const told = table.flatMap(([, cell = '']) => [...cell.matchAll(/`([^`]+)`/g)].map(([, scope]) => scope));
    expect(told.sort()).toEqual(Object.keys(SCOPES).sort());
    for (const event of EVENTS) expect(manual).toContain(`\`${event}\``);
  });
});

describe('every Web API method the bot calls', () => {
  const NEEDS: Readonly<Record<string, readonly (keyof typeof SCOPES)[]>> = {
    'auth.test': [],
    'apps.connections.open': [],
    'chat.postMessage': ['chat:write'],
    'chat.postEphemeral': ['chat:write'],
    'chat.update': ['chat:write'],
    'chat.delete': ['chat:write'],
    'chat.getPermalink': [],
    'conversations.history': ['channels:history', 'groups:history', 'im:history'],
    'conversations.replies': ['channels:history', 'groups:history', 'im:history'],
    'conversations.info': ['channels:read', 'groups:read', 'im:read'],
    'conversations.members': ['channels:read', 'groups:read', 'im:read'],
    'users.info': ['users:read'],
    'usergroups.users.list': ['usergroups:read'],
    'views.open': [],
    'views.update': [],
    'views.publish': [],
    filesUploadV2: ['files:write'],
  };
  const pattern = /\b(?:client|front|edits|bulk|slack|WebClient\([^)]*\))\.((?:[a-z]+\.)*[a-zA-Z]+)\(/g;
  const files = readdirSync(new URL('../../handlers/', import.meta.url), { recursive: true, encoding: 'utf8' });
  const called = files
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => [...read(`handlers/${file}`).matchAll(pattern)].map(([, method]) => method ?? ''));

  it('is covered by the scopes', () => {
    const methods = [...new Set(called)].filter((name) => name.includes('.') || name === 'filesUploadV2');
    expect(methods.length).toBeGreaterThan(8);
    expect(methods.filter((name) => !Object.hasOwn(NEEDS, name))).toEqual([]);
    expect(methods.flatMap((name) => NEEDS[name] ?? []).filter((scope) => !Object.hasOwn(SCOPES, scope))).toEqual([]);
  });
});
