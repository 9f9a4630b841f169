import type { Labelled } from './labelled.js';

/** Secrets of known shapes, drawn by a seed, in every way a log carries them: what no author sat down to write line by line. */

/** A small generator (mulberry32), so that a failure can be had again. */
function drawer(seed: number): (most: number) => number {
  let state = seed;
  return (most) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % most;
  };
}

const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const ALNUM = `${LOWER}${LOWER.toUpperCase()}0123456789`;
const HEX = '0123456789abcdef';

type Draw = (alphabet: string, length: number) => string;
const B64 = `${ALNUM}+/`;
const URL64 = `${ALNUM}-_`;

/** Tokens that tell what they are; each must be found wherever it stands. The parts are joined so that no scanner takes them for live ones. */
const TOKENS: Readonly<Record<string, (draw: Draw) => string>> = {
  jwt: (draw) => `ey${'J'}hbGciOiJSUzI1NiJ9.ey${'J'}${draw(URL64, 60)}.${draw(URL64, 43)}`,
  github: (draw) => `gh${'p'}_${draw(ALNUM, 36)}`,
  gitlab: (draw) => `gl${'pat'}-${draw(URL64, 20)}`,
  slack: (draw) => `xo${'xb'}-${draw('0123456789', 12)}-${draw('0123456789', 12)}-${draw(ALNUM, 24)}`,
  aws: (draw) => `AK${'IA'}${draw(`${LOWER.toUpperCase()}234567`, 16)}`,
  google: (draw) => `AI${'za'}${draw(URL64, 35)}`,
  stripe: (draw) => `sk${'_live_'}${draw(ALNUM, 24)}`,
  vault: (draw) => `hv${'s.'}${draw(URL64, 24)}`,
  npm: (draw) => `np${'m_'}${draw(ALNUM, 36)}`,
  pypi: (draw) => `pypi${'-AgEI'}${draw(URL64, 60)}`,
  huggingface: (draw) => `h${'f_'}${draw(ALNUM, 34)}`,
  docker: (draw) => `dckr${'_pat_'}${draw(URL64, 27)}`,
};

/** Values known by the name before them alone. */
const VALUES: Readonly<Record<string, (draw: Draw) => string>> = {
  letters: (draw) => draw(LOWER, 14),
  capitals: (draw) => `${draw(LOWER, 6)}${draw(LOWER.toUpperCase(), 8)}`,
  digits: (draw) => draw('0123456789', 12),
  word: (draw) => `${draw(ALNUM, 9)}7x`,
  hex: (draw) => draw(HEX, 32),
  base64: (draw) => `${draw(B64, 40)}==`,
  punctuated: (draw) => `${draw(ALNUM, 5)}!${draw(ALNUM, 4)}#9`,
};

type Carrier = readonly [before: string, after: string];
const NAMED: readonly Carrier[] = [
  ['DB_PASSWORD=', ' LOG_LEVEL=info'],
  ['export API_TOKEN="', '"; kubectl get nodes'],
  ['time="2026-01-02T03:04:05Z" level=error msg="login failed" password="', '" user=app'],
  ['{"level":"error","client_secret":"', '","node":"node-7"}'],
  ['{"log":"retry with token=', '\\n","stream":"stderr"}'],
  ['msg="{\\"secret\\":\\"', '\\",\\"ttl\\":60}" err="EOF"'],
  ['  password: "', '"'],
  ['Nov 12 03:14:07 node-7 kubelet[1893]: E1112 args=[--token=', ' --address /run/x.sock]'],
  ['- name: SECRET_KEY\n  value: "', '"\n- name: MODE\n  value: prod'],
  ['数据库密码：', '，节点 node-7'],
  ['https://registry.local/v2/?access_token=', '&scope=pull: 401'],
  ['Authorization: Bearer ', ''],
];
const BARE: readonly Carrier[] = [
  ['runc: exec failed near ', ' in container web-0'],
  ['E1112 03:14:07 1893 kubelet.go:1] got "', '" from the webhook'],
  ['{"msg":"rejected ', '","code":401}'],
  ['(', ')'],
  ['报错信息 ', '，请看一下'],
];

/** @returns every shape in every carrier that fits it, `rounds` times. */
export function carried(seed: number, rounds = 1): readonly Labelled[] {
  const next = drawer(seed);
  const draw: Draw = (alphabet, length) => Array.from({ length }, () => alphabet[next(alphabet.length)]).join('');
  const texts = (kind: string, make: (draw: Draw) => string, carriers: readonly Carrier[]): readonly Labelled[] =>
    carriers.map((rest) => {
      const secret = make(draw);
      return { kind, text: rest.join(secret), secrets: [secret], rest };
    });
  return Array.from({ length: rounds }, () => [
    ...Object.entries(TOKENS).flatMap(([kind, make]) => texts(`carried ${kind}`, make, [...NAMED, ...BARE])),
    ...Object.entries(VALUES).flatMap(([kind, make]) => texts(`carried ${kind}`, make, NAMED)),
  ]).flat();
}
