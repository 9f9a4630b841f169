import type { Translation } from '../signatures/translation.js';
import { computedInChinese } from './computed-zh.js';
import type { AnsweredCheck, Diagnosis, FilledStep, Verdict } from './diagnosis.js';
import { readingInChinese } from './distribution.js';

/** @returns the diagnosis with the authors' words in another language; what has no translation, and every command, stays as it is. */
export function translate(diagnosis: Diagnosis, translations: ReadonlyMap<string, Translation>): Diagnosis {
  return {
    ...diagnosis,
    verdicts: diagnosis.verdicts.map((verdict) => {
      const translation = translations.get(verdict.id);
      const { over, look_alike } = verdict;
      const computed = {
        ...verdict,
        checks: verdict.checks.map(computedCheck),
        runbook: verdict.runbook.map((step) =>
          step.here === undefined ? step : { ...step, here: step.here.map(readingInChinese) },
        ),
        ...(over === undefined ? {} : { over: { ...over, because: computedInChinese(over.because) } }),
        ...(look_alike === undefined ? {} : { look_alike: translateLookAlike(verdict.id, look_alike, translations) }),
      };
      return translation === undefined ? computed : translateVerdict(computed, translation);
    }),
    exposed: diagnosis.exposed.map((one) => ({ ...one, title: translations.get(one.id)?.title ?? one.title })),
  };
}

/** What tells a look-alike apart stands in the file of the one it looks like. */
function translateLookAlike(
  id: string,
  alike: NonNullable<Verdict['look_alike']>,
  translations: ReadonlyMap<string, Translation>,
): NonNullable<Verdict['look_alike']> {
  const tell = translations.get(alike.of)?.not_this[id] ?? alike.tell;
  return { of: alike.of, ...(tell === undefined ? {} : { tell }) };
}

function translateVerdict(verdict: Verdict, translation: Translation): Verdict {
  const { title, summary, mechanism, not_this, checks, steps } = translation;
  return {
    ...verdict,
    title,
    summary,
    mechanism: mechanism ?? verdict.mechanism,
    not_this: verdict.not_this.map((one) => ({ ...one, tell: not_this[one.id] ?? one.tell })),
    checks: verdict.checks.map((check) => translateCheck(check, checks[check.id])),
    runbook: verdict.runbook.map((step): FilledStep => ({ ...step, ...steps[step.id] })),
  };
}

/** What an author wrote is no sentence of the engine: it passes unchanged. */
const computedCheck = (check: AnsweredCheck): AnsweredCheck =>
  check.answer === 'holds' ? check : { ...check, because: computedInChinese(check.because) };

/** A check that holds says why it matters, in its author's words; otherwise it says what was found, in ours. */
const translateCheck = (check: AnsweredCheck, because: string | undefined): AnsweredCheck =>
  because === undefined || check.answer !== 'holds' ? check : { ...check, because };
