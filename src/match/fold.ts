/**
 * A text as literals are compared with it: ASCII, the long s and the Kelvin sign in lower case, as a case-blind engine and the automaton
 * take them. Every character keeps its place.
 */
export const foldAscii = (text: string): string =>
  text.replace(/[A-Z\u017f\u212a]+/g, (run) => run.toLowerCase().replaceAll('\u017f', 's'));
