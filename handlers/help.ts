import { askingWordsIn } from './asking-words.js';

/** What to type, in English, for places that speak to everybody. */
export const HELP = askingWordsIn('en').help;
