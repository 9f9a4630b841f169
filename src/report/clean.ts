/**
 * Characters that a terminal, a chat or a web page put around the words: colours, byte-order mark, smart quotes,
 * non-breaking and zero-width spaces, control characters. Every expression here has one bounded way to match.
 */
const COLOUR = /(?:\x1b\[|#033\[|\^\[\[)[0-9;?]{0,32}[A-Za-z]/g;
const TITLE = /\x1b\][^\x07\x1b\n]{0,512}\x07/g;
const STRANGE =
  /[\x00-\x08\x0b-\x1f\x7f\u00a0\u00ad\u2000-\u200f\u2018-\u201f\u2028-\u202f\u2060\u3000\ufeff\uff02\uff07]/;
const DOUBLE = /[\u201c\u201d\u201e\u201f\uff02]/g;
const SINGLE = /[\u2018\u2019\u201a\u201b\uff07]/g;
const SPACE = /[\u00a0\u2000-\u200a\u202f\u3000]/g;
/** Characters of a page's source, and of a chat that hands its own form on. */
const ENTITY = /&(quot|#34|apos|#39|#x27|lt|#60|gt|#62|amp|#38|nbsp);/g;
const CHARACTERS: Readonly<Record<string, string>> = {
  quot: '"',
  '#34': '"',
  apos: "'",
  '#39': "'",
  '#x27': "'",
  lt: '<',
  '#60': '<',
  gt: '>',
  '#62': '>',
  amp: '&',
  '#38': '&',
  nbsp: ' ',
};
const NOTHING = /[\x00-\x08\x0b-\x1f\x7f\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff]/g;

/** What an author wrote in bold: the two stars on either side are markup, not the program's. */
const BOLD = /\*\*(?=[^\s*])([^*\n]{1,2000})\*\*(?!\*)/g;

/** Spaces and marks of a message that a web page handed on as part of an address: such a message has no plain space left. */
const PERCENT = /%(2[02789CFcf]|3[Aa]|5[BDbd])/g;
const ADDRESS = /^\s*(?:[a-z]{2,8}:\/\/|\/)/;

function isPercent(text: string): boolean {
  return text.includes('%20') && !text.trim().includes(' ') && !ADDRESS.test(text);
}

/** One pasted line in, the same words in plain characters out. Leading white space stays. */
export function clean(line: string): string {
  let text = line;
  if (text.includes('\x1b') || text.includes('#033[') || text.includes('^[[')) {
    text = text.replace(COLOUR, '').replace(TITLE, '');
  }
  if (text.includes('&')) text = text.replace(ENTITY, (whole, name: string) => CHARACTERS[name] ?? whole);
  if (text.includes('**')) text = text.replace(BOLD, '$1');
  if (isPercent(text)) text = text.replace(PERCENT, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  if (!STRANGE.test(text)) return text.trimEnd();
  return text.replace(DOUBLE, '"').replace(SINGLE, "'").replace(SPACE, ' ').replace(NOTHING, '').trimEnd();
}

/**
 * Quotes however deeply escaped become plain quotes, an escaped line feed a space, `\u003c` its character.
 * Written as a loop: a regular expression over runs of backslashes would be quadratic.
 */
export function unescapeQuotes(text: string): string {
  if (!text.includes('\\')) return text;
  let out = '';
  let from = 0;
  for (let at = text.indexOf('\\'); at >= 0; at = text.indexOf('\\', from)) {
    let end = at;
    while (text.charCodeAt(end) === 92) end++;
    out += text.slice(from, at);
    const next = text[end];
    if (next === '"' || next === "'") {
      out += next;
      end++;
    } else if (next === 'n' || next === 't') {
      const after = text[end + 1];
      if (after !== undefined && after !== '"' && after !== "'" && after !== '\\') out += ' ';
      end++;
    } else if (next === 'u' && /^u00(?:3c|3e|26|22|27)$/i.test(text.slice(end, end + 5))) {
      out += String.fromCharCode(Number.parseInt(text.slice(end + 1, end + 5), 16));
      end += 5;
    } else {
      out += text.slice(at, end);
    }
    from = end;
  }
  return out + text.slice(from);
}
