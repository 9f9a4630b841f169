/** Lower case would give these a place more, or leave them beside the letter that a case-blind engine takes them for. */
const ODD = /[\u0130\u017f]/;

/**
 * A text as literals are compared with it: ASCII, the long s and the Kelvin sign in lower case, as a case-blind engine and the automaton
 * take them. What becomes of other letters is nobody's business. Every character keeps its place.
 */
export const foldAscii = (text: string): string =>
  ODD.test(text)
    ? text.replace(/[A-Z\u017f\u212a]+/g, (run) => run.toLowerCase().replaceAll('\u017f', 's'))
    : text.toLowerCase();
