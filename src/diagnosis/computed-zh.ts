/**
 * What the engine itself says of a check, in Chinese. The engine composes these sentences in English where it judges; here they
 * are recognised whole. A sentence that is not in the list stays English, so a new one costs nothing but its translation. A name that
 * begins a sentence may be left out by whoever shows the sentence beside that name.
 */
const SENTENCES: readonly (readonly [RegExp, string])[] = [
  [/^(\S+) was not collected$/, '$1 未采集到'],
  [
    /^the moment has passed: (\S+) was read at (.+), the symptom is of (.+)$/,
    '时机已过：$1 读取于 $2，而现象发生于 $3',
  ],
  [/^no such line in (\S+)$/, '$1 没有匹配的行'],
  [/^no such line in (\S+); a log that is silent decides nothing$/, '$1 没有匹配的行；仅凭日志里没有，不能下结论'],
  [/^none of (\d+) rows? in (\S+)$/, '$2 共 $1 行，都不符合'],
  [/^no rows in (\S+)$/, '$1 没有任何行'],
  [
    /^of the (\d+) containers that it takes to tell a rhythm from chance, (\d+) failed a probe within ten minutes$/,
    '要分辨节律与巧合至少需要 $1 个容器，十分钟内只有 $2 个探测失败',
  ],
  [/^(\d+) containers within (\S+) s of a round of (\S+) s$/, '$1 个容器落在 $3 秒一轮中的 $2 秒之内'],
  [/^there is one: (.+)$/s, '存在这样的一行：$1'],
  [/^no line says which container it is, and there is one: (.+)$/s, '报错里没有说是哪个容器，而存在这样的一行：$1'],
  [/^no line says which pod it is, and there is one: (.+)$/s, '报错里没有说是哪个 Pod，而存在这样的一行：$1'],
  [/^no row of (\S+) and (\S+) together is it$/, '合看 $1 与 $2，没有符合的行'],
  [/^(\S+) is not complete, and none of its (\d+) rows is it$/, '$1 不完整，已有的 $2 行都不符合'],
  [/^(\S+) is not affected \(affected: (.+)\)$/, '$1 不受影响(受影响的范围：$2)'],
  [
    /^since then an exec went through the whole chain, the node was Ready(?: and answered: ([a-z, ]+))?; none of its (\d+) containers is in trouble$/,
    '此后 exec 走完了整条链路，节点 Ready (应答：$1)；$2 个容器都没有异常',
  ],
  [
    /^since then an exec went through the whole chain, the node was Ready(?: and answered: ([a-z, ]+))?; the pods that told it are gone or well$/,
    '此后 exec 走完了整条链路，节点 Ready (应答：$1)；报出它的 Pod 已不在或已正常',
  ],
  [
    /^since then an exec went through the whole chain, the node was Ready(?: and answered: ([a-z, ]+))?; the pods that told it are gone$/,
    '此后 exec 走完了整条链路，节点 Ready (应答：$1)；报出它的 Pod 已不在',
  ],
  [
    /^since then an exec went through the whole chain, the node was Ready(?: and answered: ([a-z, ]+))?$/,
    '此后 exec 走完了整条链路，节点 Ready (应答：$1)',
  ],
  [/^(\S+) is (.+) \(asked: (.+)\)$/s, '$1 实际为 $2 (要求：$3)'],
];

// Values stand in the sentences, and pasted values may be long: patterns with two gaps are not tried on those.
const MOST_CHARACTERS = 2000;

/** @returns a sentence of the engine in Chinese; any other text as it is. */
export function computedInChinese(sentence: string): string {
  if (sentence.length > MOST_CHARACTERS) return sentence;
  for (const [pattern, chinese] of SENTENCES) {
    if (pattern.test(sentence)) return sentence.replace(pattern, chinese);
  }
  return sentence;
}
