/** Colours, or nothing at all when `color` is off. Each word is painted by itself, so that lines may break anywhere. */
export type Paint = Readonly<
  Record<'bold' | 'dim' | 'code' | 'link' | 'name' | 'bot' | 'danger' | 'primary', (text: string) => string>
>;

const CODES = {
  bold: '1',
  dim: '2',
  code: '36',
  link: '4;34',
  name: '1;33',
  bot: '1;35',
  danger: '31',
  primary: '32',
} as const;

export function createPaint(color: boolean): Paint {
  const one = (code: string) => (text: string) =>
    color ? text.replace(/[^\s\u001b]+/g, (word) => `\u001b[${code}m${word}\u001b[0m`) : text;
  return {
    bold: one(CODES.bold),
    dim: one(CODES.dim),
    code: one(CODES.code),
    link: one(CODES.link),
    name: one(CODES.name),
    bot: one(CODES.bot),
    danger: one(CODES.danger),
    primary: one(CODES.primary),
  };
}
