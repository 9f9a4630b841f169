/** kubectl's arguments as far as the collector uses them. */
export interface Arguments {
  readonly verb: string;
  readonly words: readonly string[];
  readonly namespace: string;
  readonly allNamespaces: boolean;
  readonly selector: string | undefined;
  readonly fieldSelector: Readonly<Record<string, string>>;
  /** Path of `--raw`. */
  readonly raw: string | undefined;
  /** What stands behind `--`. */
  readonly command: readonly string[];
}

const WITH_VALUE = new Set([
  '-n',
  '--namespace',
  '-l',
  '--selector',
  '--field-selector',
  '-o',
  '--output',
  '-c',
  '--container',
  '--context',
  '--kubeconfig',
  '--request-timeout',
  '--sort-by',
  '--chunk-size',
  '--raw',
]);

const fields = (text: string | undefined): Record<string, string> =>
  Object.fromEntries(
    (text ?? '')
      .split(',')
      .filter(Boolean)
      .map((pair) => pair.split(/==?/, 2) as [string, string]),
  );

/** @param argv without the program's own name. Unknown flags are ignored, as this stands in for a program with hundreds. */
export function readArguments(argv: readonly string[]): Arguments {
  const split = argv.indexOf('--');
  const own = split === -1 ? argv : argv.slice(0, split);
  const words: string[] = [];
  const flags = new Map<string, string>();
  for (let i = 0; i < own.length; i++) {
    const word = own[i] ?? '';
    if (!word.startsWith('-')) words.push(word);
    else if (word.includes('=')) flags.set(word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1));
    else if (WITH_VALUE.has(word)) flags.set(word, own[++i] ?? '');
    else flags.set(word, 'true');
  }
  return {
    verb: words[0] ?? '',
    words: words.slice(1),
    namespace: flags.get('-n') ?? flags.get('--namespace') ?? 'default',
    allNamespaces: flags.has('-A') || flags.has('--all-namespaces'),
    selector: flags.get('-l') ?? flags.get('--selector'),
    raw: flags.get('--raw'),
    fieldSelector: fields(flags.get('--field-selector')),
    command: split === -1 ? [] : argv.slice(split + 1),
  };
}
