/**
 * How a line can name the words of a failure without telling that it happened: inside a command that looks for or prints them, a string of
 * source code or a query, a comment, the address of a page, the title of a change, a sentence that says they are gone, or advice what to do
 * should they be seen. A question about them is none: who asks whether others have seen an error has seen it.
 * `retold` is what the matcher says of words in other letters or lines than their program writes.
 */
export type Mention = 'command' | 'code' | 'comment' | 'address' | 'change' | 'over' | 'advice' | 'retold';

/** Every expression here is asked of no more than this, on either side of the words. */
const MOST_CHARACTERS = 600;

const PROMPT = /^[^#$%>\u276f\u279c|"'`]{0,80}[#$%>\u276f\u279c]\s+/;
const WORDS_COMMAND =
  /^\s{0,8}(?:sudo\s+|time\s+)?(?:[^|;&"'`]{0,200}(?:\||;|&&|\$\()\s{0,4}(?:sudo\s+|xargs\s+)?)?(?:[efz]?grep|rg|ag|ack|awk|sed|echo|printf|logger|jq|git\s+(?:commit|log|grep))\s/;
const OPTION =
  /\s--?(?:g|grep|search|filter|query)(?:=|\s+)(["'])(?:(?!\1).)*$|\s--field-selector[=\s]\S{0,200}\breason=["']?$/;
/** A call that makes, looks for or prints a text, open at the words. `raise` is none: a traceback shows it where it ran. */
const CALL =
  /(?:\b(?:errors\.New|[a-z]*\.?(?:Errorf|Sprintf|Fprintf|Printf|Println|Wrapf?|Contains|HasPrefix|HasSuffix|MustCompile|MatchString|EqualError|ErrorContains)|startsWith|endsWith|includes|indexOf|toContain|re\.(?:compile|search|match)|print|printf|printk|pr_[a-z]{3,6}|[gk]?log(?:ger|ging|rus)?(?:\.V\(\d{1,2}\))?\.[A-Za-z]+|console\.[a-z]+|assert[A-Za-z]*|new [A-Z][A-Za-z]*Error|errors?\.Is|t\.(?:Error|Fatal|Log|Skip)f?|panic)|\b(?:bail|anyhow|panic|format|e?println|ensure)!)\s{0,4}\(\s{0,4}(?:(?:[^()"'`]|\(\)|"[^"]{0,80}"){0,80},\s{0,4})?[bfrFLu]{0,2}["'`](?!.*["'`]\))/;
const PATTERN =
  /(?:^|[{,]|^\s{0,12}-)\s{0,12}["']?(?:pattern|regexp?|expr|match_re|filter)["']?\s{0,4}[:=]|\|[=~]\s{0,4}["'`]|(?:\bcase|==|!=)\s{0,4}["'`](?:[^"'`]{0,200})$/;
const COMMENT = /^\s{0,40}(?:\/\/|\/\*|<!--|#{1,6}\s)/;
const QUERY = /\bhttps?:\/\/[^\s<>]*[?&#][^\s<>]*$/;
const CHANGE =
  /^\s{0,8}(?:[-+*\u2022]\s{1,4})?(?:commit\s+)?(?:[0-9a-f]{7,40}\s+)?(?:\([^)]{1,60}\)\s+)?(?:Subject:\s+)?(?:\[[^\]]{1,40}\]\s{0,4})?(?:[\w/.-]{1,40}(?:\([\w/., -]{1,40}\))?!?:\s+){0,2}(?:(?:[Ff]ix(?:es|ed|ing)?|[Bb]ug ?fix(?:es)?)(?:\([^)]{1,40}\))?!?:?|[Pp]revent(?:s|ed)?|[Aa]void(?:s|ed)?|[Rr]evert(?:s|ed)?|[Ww]ork(?:ed|s)? ?around|[Rr]esolve[sd]|[Hh]andle[sd]?|[Ss]uppress(?:es|ed)?)(?:\s|$)/;
const GONE_BEFORE =
  /\b(?:no longer|no more|not any ?more|stopped|never again)\s+(?:see|get|hit|show|happen|fail|report|print|log|throw|produc|run into)[a-z]*\b(?:(?![.!?]\s)[^\n]){0,500}$|\b(?:I|[Ww]e|[Yy]ou|[Tt]hey|[Nn]obody|[Ii]t)\s+(?:do|does|did|have|has)(?:n['\u2019]t| not)\s+(?:see|get|hit|seen)\b(?:(?![.!?]\s)[^\n]){0,500}$|(?:\u4e0d\u518d|\u6ca1\u6709\u518d|\u6ca1\u518d|\u672a\u518d)(?:\u51fa\u73b0|\u62a5|\u770b\u5230|\u9047\u5230|\u53d1\u751f)[^\u3002]{0,200}$/;
const GONE_AFTER =
  /^[^\n]{0,400}?(?:\b(?:no longer|not|never|n['\u2019]t)\s+(?:[a-z]+\s+)?(?:happen|occur|appear|show|seen|logged|reproduc)[a-z]*\b|\b(?:went|gone|goes?) away\b|\b(?:is|was|are|were|been|got)\s+(?:now\s+|already\s+|since\s+|all\s+)?(?:gone|fixed|resolved|solved)\b|\bdisappear(?:s|ed)\b|\bany ?more\b|(?:\u4e0d\u518d|\u6ca1\u6709\u518d|\u6ca1\u518d|\u672a\u518d)(?:\u51fa\u73b0|\u62a5|\u53d1\u751f)|\u5df2\u7ecf?(?:\u4fee\u590d|\u89e3\u51b3|\u6d88\u5931)|\u6d88\u5931\u4e86)/;
const STILL =
  /\b(?:but|however|yet)\b|\bstill (?:see|get|hit|happen|fail|there|present|occur)|\u4ecd|\u8fd8\u662f|\u53c8/;
const ADVICE_BEFORE =
  /\b(?:[Ii]f|[Ww]hen|[Ww]henever|[Ss]hould|in case) you(?:['\u2019]re| are)? (?:see|seeing|get|getting|receive|encounter|find|hit|run into)\b(?:(?![.!?]\s)[^\n]){0,500}$|\b(?:[Ll]ook|[Ww]atch|[Ss]earch|[Gg]rep)(?: out)? (?:[a-z]+ ){0,3}for\b(?:(?![.!?]\s)[^\n]){0,500}$|\b[Ww]hat does\b(?:(?![.!?]\s)[^\n]){0,500}$|\u5982\u679c(?:\u770b\u5230|\u9047\u5230|\u51fa\u73b0|\u62a5)[^\u3002]{0,200}$/;
const ADVICE_AFTER = /^[\s"'`*:.]{0,6}(?:error |message )?(?:means|indicates|signals)\b/;

/**
 * @param line a line of a report.
 * @param from where the words of a failure begin in it.
 * @param to where they end.
 * @returns how the line only names them; undefined where it tells them.
 */
export function mentionOf(line: string, from: number, to: number): Mention | undefined {
  const before = line.slice(0, from);
  const head = line.slice(0, Math.min(to, MOST_CHARACTERS));
  const near = before.slice(-MOST_CHARACTERS);
  const behind = line.slice(to, to + MOST_CHARACTERS);
  // A pattern may begin with a word of the command, as `kubelet` in `journalctl -u kubelet | grep ...`.
  if (isCommand(before.slice(0, MOST_CHARACTERS)) || isCommand(head) || OPTION.test(near)) return 'command';
  if (CALL.test(near) || PATTERN.test(near)) return 'code';
  if (COMMENT.test(head)) return 'comment';
  if (QUERY.test(near)) return 'address';
  if (CHANGE.test(before.slice(0, MOST_CHARACTERS))) return 'change';
  if (GONE_BEFORE.test(near) || isGone(behind)) return 'over';
  return ADVICE_BEFORE.test(near) || ADVICE_AFTER.test(behind) ? 'advice' : undefined;
}

/** Commands that look for words, and print nothing of their own. */
const SEARCHES = /\b(?:[efz]?grep|rg|ag|ack|awk|sed|jq|git\s+(?:log|grep))\s$/;

/** A page that sends its reader to search a log. */
const SENT =
  /\b(?:[Ll]ook|[Ss]earch|[Ww]atch|[Gg]rep|[Cc]heck) (?:(?:at|in|through|out) )?(?:[A-Za-z-]+ ){0,5}for ["'`](?:(?![.!?]\s)[^\n]){0,300}$/;

/** Longer than this nobody talks in one line; it is a log, or an error within a sentence. */
const LONGEST_TALK = 300;
/** Who goes on so has it now. */
const NOW = /\b(?:but|however|yet|now|again|still|too|today|tonight|since)\b/;
const TALK = [
  /^\W{0,4}(?:(?:I|[Ww]e)(?:['\u2019]m|['\u2019]re| am| are| was| were| have been)? )?(?:(?:just|still|been) )?(?:[Rr]ead|[Rr]eading|[Ll]earning|[Cc]urious) (?:up )?about\b/,
  /\b[Ii]nterview question\b|\b(?:was|were|is) (?:only |just )?a false (?:alarm|positive)\b/,
  /^\W{0,4}(?:[Ss]o,? )?[Ww]hat (?:would |will |does )?happens? (?:if|when|once|to)\b[^:"'`\u2018\u2019\u201c\u201d]{1,200}\?\s{0,4}$|\b[Ww]hat would you do (?:if|when)\b/,
  /^\W{0,4}[Hh]ow (?:do|can|could|should|would) (?:I|you|we|one) (?:best )?(?:monitor|alert on|simulate|provoke|trigger|test for|watch for|prevent|detect)\b/,
  /\b(?:[Ww]e|I|[Tt]hey) (?:once )?(?:had|hit|saw) (?:an?|the|this|that)\b[^\n.]{0,80}\b(?:last (?:month|quarter|spring|summer|autumn|fall|winter|year)|(?:months|years|a year) ago)\b/,
  /\b[Aa]lerts? (?:[A-Z][A-Za-z]{3,60} )?(?:(?:has|have|is|was|just|been) ){0,2}(?:resolved|cleared|recovered|closed)\b/,
  /^\W{0,4}(?:TODO|[Rr]eminder|[Rr]emember to|[Nn]ote to self)\b/,
  /^\W{0,4}(?:[Aa]dd|[Ww]rite|[Cc]reate) an? (?:alert|dashboard|panel|runbook|test|rule)\b|^\W{0,4}(?:[Ss]lides|[Tt]alk|[Tt]est plan|[Pp]lan|[Ii]dea): /,
  /^[^:]{0,200}\b(?:[Cc]haos (?:drill|test|day)|[Gg]ame ?day)\b[^:]{0,200}$|, as (?:intended|planned)\W{0,3}$/,
];

/** A yes-or-no question without a word of any program in it: what is quoted, or stands behind a colon, was printed. */
const QUESTION =
  /^\W{0,4}(?:[Ss]hould|[Cc]an|[Cc]ould|[Dd]oes|[Dd]o|[Ww]ill|[Ww]ould|[Ii]s|[Aa]re|[Ww]as|[Ww]ere|[Ww]here|[Ww]hich)\s(?!not\b)[^:;"'`\u2018\u2019\u201c\u201d]{1,150}\?\s{0,4}$/;
/** Who asks for others, or why, has it. */
const HAS_IT =
  /\b(?:any(?:body|one)|some(?:body|one)|others?|why|seen|seeing|errors?|fail\w*|broken|stuck|crash\w*|hangs|killed|be that|possible that|because|due to)\b/;

/**
 * Whether a short line talks about the words and tells of no failure now: what somebody reads about, would ask a candidate, remembers of last
 * year, calls a false alarm, or only asks about.
 */
export const isTalk = (line: string): boolean =>
  line.length <= LONGEST_TALK &&
  ((TALK.some((words) => words.test(line)) && !NOW.test(line)) || (QUESTION.test(line) && !HAS_IT.test(line)));

/**
 * Whether the words stand in source code that would write them, in a query or rule that waits for them, or are what a command looks for. Nothing
 * is told there, not even by shared words.
 */
export function isSearchedOrWritten(line: string, from: number): boolean {
  const before = line.slice(0, from);
  const near = before.slice(-MOST_CHARACTERS);
  if (CALL.test(near) || PATTERN.test(near) || OPTION.test(near) || SENT.test(near)) return true;
  const head = before.slice(0, MOST_CHARACTERS);
  return [head, head.replace(PROMPT, '')].some((one) => {
    const command = WORDS_COMMAND.exec(one)?.[0];
    return command !== undefined && SEARCHES.test(command) && isArgument(one.slice(command.length));
  });
}

/** Something says that they are gone, and nothing after that takes it back: `was fixed in 1.1.2, but we still see it`. */
function isGone(behind: string): boolean {
  const said = GONE_AFTER.exec(behind)?.[0];
  return said !== undefined && !STILL.test(behind.slice(said.length));
}

/** The words stand among the arguments of a command that looks for words or prints them. */
function isCommand(head: string): boolean {
  for (const line of [head, head.replace(PROMPT, '')]) {
    const command = WORDS_COMMAND.exec(line);
    if (command !== null && isArgument(line.slice(command[0].length))) return true;
  }
  return false;
}

/** False once the command has ended: what stands behind a bare `|` or `;` belongs to another one. */
function isArgument(text: string): boolean {
  let quote = '';
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? '';
    if (character === '\\') at++;
    else if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === '|' || character === ';' || character === '&') return false;
  }
  return true;
}
