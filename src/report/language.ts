/** Languages of an answer. Commands, ids and what programs print are the same in each. */
export const LANGUAGES = ['en', 'zh'] as const;
export type Language = (typeof LANGUAGES)[number];

/** @returns the language asked for, else that of the text: Chinese where its prose is. */
export function languageOf(lang: Language | undefined, text: string): Language {
  if (lang !== undefined) return lang;
  // A handful of Han characters is a sentence; fewer may be a name in a path. The head of the text is where prose is.
  // Bytes that are no UTF-8 hit a Han character by chance, among many replacement characters.
  const head = text.slice(0, 20_000);
  const han = head.match(/\p{Script=Han}/gu)?.length ?? 0;
  const broken = head.match(/\uFFFD/g)?.length ?? 0;
  return han >= 6 && han > broken ? 'zh' : 'en';
}
