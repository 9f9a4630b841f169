import { commandFailure } from './failures.js';
import { type Fault, readFault } from './faults.js';
import type { Slack } from './slack.js';

/** What `obey` understands, one command a line. */
export const COMMANDS = `maya #ops runc: exit status 2       Maya says it in #ops
maya #ops /diagnose node-7          Maya runs the command
maya @bot what is this              Maya writes to the bot directly
fault KIND [METHOD] [VALUE] [xN]    the next N calls (of METHOD) fail: ratelimited SECONDS, status CODE,
                                    error WORD, hang, drop, drop-after; METHOD may be upload, download, response_url
fault duplicate|reorder CHANCE      events come twice, or in another order
fault clear                         everything works again
socket recycle|refresh_requested|warning|link_disabled|drop|freeze [N]
scope add|remove NAME               what the bot is granted
bot join|leave #ops                 where the bot is a member
archive #ops                        nobody writes there any more`;

/** Does what one line says; @returns what to show. Throws with a sentence where it cannot. */
export async function obey(slack: Slack, line: string): Promise<string> {
  const [word = '', ...rest] = line.trim().split(/\s+/);
  if (word === 'help' || word === '') return COMMANDS;
  if (word === 'fault') return fault(slack, rest);
  if (word === 'socket') return socket(slack, rest);
  if (word === 'scope') return scope(slack, rest);
  if (word === 'bot') return membership(slack, rest);
  if (word === 'archive') {
    slack.channel(rest[0] ?? '').is_archived = true;
    return `${rest[0]} is archived`;
  }
  return await say(slack, line.trim());
}

async function say(slack: Slack, line: string): Promise<string> {
  const [, name = '', where = '', typed = ''] = /^(\S+) (\S+) ([\s\S]+)$/.exec(line) ?? [];
  const person = slack.person(name);
  const channel = where === '@bot' ? slack.im(name) : where;
  if (!typed.startsWith('/')) return `ts ${person.says(channel, typed).ts}`;
  const outcome = await person.runs(typed, channel);
  return outcome.acknowledged ? 'acknowledged' : commandFailure(typed.split(' ')[0] ?? '', outcome.reason);
}

function fault(slack: Slack, words: readonly string[]): string {
  const [kind = '', value = ''] = words;
  if (kind === 'clear') slack.faults.clear();
  else if (kind === 'duplicate' || kind === 'reorder') slack.faults.delivery[kind] = chance(value);
  else slack.faults.plan(planned(words));
  return `fault ${words.join(' ')}`;
}

function chance(text: string): number {
  const number = Number(text);
  if (!(number >= 0 && number <= 1)) throw new Error(`${text} is no chance: write a number from 0 to 1`);
  return number;
}

/** `ratelimited chat.postMessage 5 x2`: the parts behind the kind in any order. */
function planned([kind = '', ...rest]: readonly string[]): Fault {
  const times = rest.find((word) => /^x\d+$/.test(word));
  const method = rest.find((word) => word.includes('.') || ['upload', 'download', 'response_url'].includes(word));
  const value = rest.find((word) => word !== times && word !== method);
  return readFault({ kind, method, value, times: times === undefined ? 1 : Number(times.slice(1)) });
}

function socket(slack: Slack, [what = '', count]: readonly string[]): string {
  const { sockets } = slack;
  const some = count === undefined ? sockets.count : Number(count);
  if (what === 'recycle') sockets.recycle();
  else if (what === 'drop') sockets.drop(some);
  else if (what === 'freeze') sockets.freeze(some);
  else if (what === 'warning' || what === 'refresh_requested' || what === 'link_disabled') sockets.announce(what, some);
  else throw new Error(`sockets cannot "${what}"`);
  return `${what}: ${some} of ${Math.max(some, sockets.count)} sockets`;
}

function scope(slack: Slack, [what, name = '']: readonly string[]): string {
  const { scopes } = slack.world.app;
  if (what === 'add') scopes.add(name);
  else scopes.delete(name);
  return `scopes: ${[...scopes].join(', ')}`;
}

function membership(slack: Slack, [what, where = '']: readonly string[]): string {
  const { workspace, app } = slack.world;
  if (what === 'join') workspace.join(slack.channel(where), app.userId);
  else workspace.leave(slack.channel(where), app.userId);
  return `the bot ${what === 'join' ? 'is' : 'is not'} in ${where}`;
}
