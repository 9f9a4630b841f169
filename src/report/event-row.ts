import { levelName, type Peel } from './peeled.js';

const AGE = '(?:<unknown>|<invalid>|[\\dydhms]{2,16})(?: \\(x\\d{1,9} over [\\dydhms<>a-z]{2,16}\\))?';
const KIND = '(Warning|Normal)\\s{1,64}([A-Z][A-Za-z]{2,63})\\s{1,64}';
const SOURCE = '(?:([a-z][\\w.-]{0,80})(?:, [A-Za-z0-9.-]{1,253})?|\\{[^}]{1,300}\\})';
const DESCRIBE = new RegExp(`^${KIND}${AGE}\\s{1,64}${SOURCE}\\s{1,64}(?=\\S)`);
const LIST = new RegExp(
  `^(?:[a-z0-9][a-z0-9-]{0,62}\\s{1,64})?${AGE}\\s{1,64}${KIND}([a-z]{2,40}/[\\w.-]{1,253})\\s{1,64}`,
);
const OLD_LIST = new RegExp(`^(?:\\S{1,253}\\s{1,64}){1,7}?${KIND}(\\{[^}]{1,300}\\})\\s{1,64}`);

/**
 * A row of `kubectl describe` or `kubectl get events`: type, reason, object where it names one, message, in this order,
 * one space between. Age and source are left out of the text.
 */
export const eventRow: Peel = (text) => {
  const row = text.trimStart();
  const head = row.slice(0, 1200);
  if (!head.includes('Warning ') && !head.includes('Normal ')) return undefined;
  const list = LIST.exec(head);
  const found = list ?? DESCRIBE.exec(head) ?? OLD_LIST.exec(head);
  if (found === null) return undefined;
  const [whole, type = '', reason = '', source] = found;
  const object = list === null ? '' : `${list[3]} `;
  return {
    text: `${type} ${reason} ${object}${row.slice(whole.length)}`,
    level: levelName(type),
    program: list === null ? component(source) : undefined,
  };
};

/** `{kubelet node-1}` or `kubelet`: the component that reported the event. */
function component(source: string | undefined): string | undefined {
  return /^\{?([a-z][\w.-]{0,80})/.exec(source ?? '')?.[1];
}
