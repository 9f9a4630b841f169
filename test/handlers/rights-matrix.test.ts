import { expect, it } from 'vitest';
import { type Grant, openRights } from '../../handlers/rights/rights.js';
import { noteWordsIn } from '../../handlers/words/note-words.js';

/** Every combination of what decides, against an oracle that knows only the words of docs/operating.md. */
const DIMENSIONS = {
  open: [false, true],
  configured: [true, false],
  user: ['present', 'absent'],
  users: ['any', 'named', 'not named'],
  groups: ['any', 'in it', 'not in it', 'not told'],
  channels: ['any', 'this', 'another'],
  clusters: ['any', 'this', 'another'],
  actions: ['any', 'this', 'another'],
  right: ['collect', 'peel'],
  guest: ['no', 'yes', 'not told'],
  guestsAllowed: [false, true],
  shared: ['no', 'yes', 'not told'],
  sharedAllowed: [false, true],
} as const;
type Cell = { readonly [K in keyof typeof DIMENSIONS]: (typeof DIMENSIONS)[K][number] };

/** All cells of these dimensions, counted through like the digits of a number. */
function* cells(names = Object.keys(DIMENSIONS) as (keyof Cell)[]): Iterable<Cell> {
  const all = names.reduce((product, name) => product * DIMENSIONS[name].length, 1);
  for (let number = 0; number < all; number += 1) {
    const cell: Record<string, unknown> = {};
    let rest = number;
    for (const name of names) {
      const values = DIMENSIONS[name];
      cell[name] = values[rest % values.length];
      rest = Math.floor(rest / values.length);
    }
    yield cell as Cell;
  }
}

function oracle(cell: Cell): string {
  if (cell.open) return 'ok';
  if (!cell.configured) return 'nothing-configured';
  const fits =
    cell.clusters !== 'another' && (cell.actions === 'this' || (cell.actions === 'any' && cell.right !== 'peel'));
  if (!fits) return 'not-granted';
  const anybody = cell.users === 'any' && cell.groups === 'any';
  const known = cell.user === 'present' && (cell.users === 'named' || cell.groups === 'in it');
  if (!anybody && !known) {
    return cell.user === 'present' && cell.groups === 'not told' ? 'group-unknown' : 'not-granted';
  }
  if (cell.channels === 'another') return 'not-here';
  if (cell.user === 'present' && !cell.guestsAllowed && cell.guest !== 'no')
    return cell.guest === 'yes' ? 'guest' : 'person-unknown';
  if (!cell.sharedAllowed && cell.shared !== 'no') return cell.shared === 'yes' ? 'shared-channel' : 'channel-unknown';
  return 'ok';
}

const told = { no: false, yes: true, 'not told': null } as const;
const OTHER = { collect: 'peel', peel: 'collect' } as const;

function grantOf(cell: Cell): Grant {
  const list = <T>(say: string, is: string, mine: T, another: T): readonly T[] | undefined =>
    say === 'any' ? undefined : [say === is ? mine : another];
  return {
    users: list(cell.users, 'named', 'UMAYA', 'UTOMAS'),
    groups: cell.groups === 'any' ? undefined : ['SONCALL'],
    channels: list(cell.channels, 'this', 'COPS', 'CELSE'),
    clusters: list(cell.clusters, 'this', 'prod', 'qa'),
    actions: list(cell.actions, 'this', cell.right, OTHER[cell.right]),
  };
}

async function said(cell: Cell, grants: readonly Grant[] | undefined): Promise<string> {
  const rights = openRights({
    grants,
    open: cell.open,
    guests: cell.guestsAllowed,
    sharedChannels: cell.sharedAllowed,
    unaskedChannels: [],
    botChannels: [],
    isGuest: async () => told[cell.guest],
    isShared: async () => told[cell.shared],
    nameOf: async () => null,
    membersOf: async () => (cell.groups === 'not told' ? null : cell.groups === 'in it' ? ['UMAYA'] : ['UTOMAS']),
  });
  const asker = { channel: 'COPS', ...(cell.user === 'present' ? { user: 'UMAYA' } : {}) };
  const got = await rights.may(asker, cell.right, 'prod');
  return got.ok ? 'ok' : got.because;
}

it('decides every combination as the words of the manual do', async () => {
  const wrong: string[] = [];
  const seen = new Map<string, number>();
  for (const cell of cells()) {
    const expected = oracle(cell);
    const got = await said(cell, cell.configured ? [grantOf(cell)] : undefined);
    seen.set(got, (seen.get(got) ?? 0) + 1);
    if (got !== expected) wrong.push(`${JSON.stringify(cell)}: ${got}, expected ${expected}`);
  }
  expect(wrong.slice(0, 5)).toEqual([]);
  expect([...seen.keys()].sort()).toEqual([
    'channel-unknown',
    'group-unknown',
    'guest',
    'not-granted',
    'not-here',
    'nothing-configured',
    'ok',
    'person-unknown',
    'shared-channel',
  ]);
});

it('allows with two grants exactly what one of them allows', async () => {
  const plain = { open: false, configured: true, user: 'present', guest: 'no', guestsAllowed: false } as const;
  const table = [...cells(['users', 'groups', 'channels', 'clusters', 'actions', 'right'])].map((cell) => ({
    ...cell,
    ...plain,
    shared: 'no' as const,
    sharedAllowed: false,
  }));
  // Who is in a group is one truth for both grants, so only cells that agree on it are paired.
  for (let i = 0; i < table.length; i += 1) {
    const one = table[i] as Cell;
    const two = table[(i * 7 + 13) % table.length] as Cell;
    if (one.groups !== two.groups || one.right !== two.right) continue;
    const either = [await said(one, [grantOf(one)]), await said(one, [grantOf(two)])].includes('ok');
    expect(await said(one, [grantOf(one), grantOf(two)]), JSON.stringify([one, two])).toEqual(
      either ? 'ok' : expect.not.stringMatching(/^ok$/),
    );
  }
});

it.each(['en', 'zh'] as const)('every refusal says why and whom to ask, in %s', async (language) => {
  const base = {
    unaskedChannels: [],
    botChannels: [],
    ask: '<@UBOSS>',
    isGuest: async () => true,
    isShared: async () => true,
    membersOf: async () => null,
    nameOf: async (id: string) => (id === 'UBOSS' ? '@Maya Okafor' : null),
  };
  const ask = async (options: object, right: 'collect' | 'peel' = 'collect') => {
    const rights = openRights({ grants: [{}], ...base, ...options });
    const got = await rights.may({ user: 'UMAYA', channel: 'COPS' }, right, 'prod', language);
    return got.ok ? 'ok' : got.why;
  };
  const words = noteWordsIn(language).refused;
  const whom = words.askWhom('@Maya Okafor');
  expect(whom).toContain('@Maya Okafor');
  expect(await ask({ grants: undefined })).toBe(`${words.nobodyMay}${whom}`);
  expect(await ask({}, 'peel')).toBe(`${words.notGranted('peel', 'prod')}${whom}`);
  expect(await ask({ grants: [{ channels: ['CELSE'] }] })).toBe(
    `${words.notHere('collect', 'prod', ['CELSE'])}${whom}`,
  );
  expect(await ask({ grants: [{ groups: ['S1'] }] })).toBe(`${words.groupUnknown}${whom}`);
  expect(await ask({})).toBe(`${words.guests}${whom}`);
  expect(await ask({ guests: true })).toBe(`${words.sharedChannel}${whom}`);
  expect(await ask({ isGuest: async () => null })).toBe(`${words.personUnknown}${whom}`);
  expect(await ask({ guests: true, isShared: async () => null })).toBe(`${words.channelUnknown}${whom}`);
});
