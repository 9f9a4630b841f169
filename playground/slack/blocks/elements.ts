import type { Json } from '../model.js';
import type { Problems } from './problems.js';

type Check = (element: Json, at: string, problems: Problems) => void;

/** https://docs.slack.dev/reference/block-kit/block-elements: text 75, value 150, at most 100 options. */
export function checkOptionList(value: unknown, at: string, problems: Problems, max = 100, min = 1): void {
  for (const [index, option] of problems.list(value, at, max, min).entries()) {
    problems.text(option.text, `${at}/${index}/text`, 75, true);
    problems.string(option.value, `${at}/${index}/value`, 150);
  }
}

function confirm(element: Json, at: string, problems: Problems): void {
  if (element.confirm === undefined) return;
  const dialog = element.confirm as Json;
  problems.text(dialog.title, `${at}/confirm/title`, 100);
  problems.text(dialog.text, `${at}/confirm/text`, 300, true);
  problems.text(dialog.confirm, `${at}/confirm/confirm`, 30);
  problems.text(dialog.deny, `${at}/confirm/deny`, 30);
}

const button: Check = (element, at, problems) => {
  problems.text(element.text, `${at}/text`, 75);
  if (element.value !== undefined) problems.string(element.value, `${at}/value`, 2000, 0);
  if (element.url !== undefined) problems.string(element.url, `${at}/url`, 3000);
  if (element.style !== undefined && !['primary', 'danger'].includes(String(element.style)))
    problems.add(`${at}/style`, 'must be one of: primary, danger');
};

const picker: Check = (element, at, problems) => {
  if (element.placeholder !== undefined) problems.text(element.placeholder, `${at}/placeholder`, 150);
};

const listed: Check = (element, at, problems) => {
  picker(element, at, problems);
  if (!Array.isArray(element.option_groups)) return checkOptionList(element.options, `${at}/options`, problems);
  for (const [index, group] of problems.list(element.option_groups, `${at}/option_groups`, 100, 1).entries()) {
    problems.text(group.label, `${at}/option_groups/${index}/label`, 75, true);
    checkOptionList(group.options, `${at}/option_groups/${index}/options`, problems);
  }
};

const input: Check = (element, at, problems) => {
  picker(element, at, problems);
  if (Number(element.max_length ?? 1) > 3000) problems.add(`${at}/max_length`, 'must be less than 3001');
};

const boxes: Check = (element, at, problems) => checkOptionList(element.options, `${at}/options`, problems, 10);

const nothing: Check = () => {};

const image: Check = (element, at, problems) => {
  if (element.slack_file === undefined) problems.string(element.image_url, `${at}/image_url`, 3000);
  problems.string(element.alt_text, `${at}/alt_text`, 2000);
};

const overflow: Check = (element, at, problems) => checkOptionList(element.options, `${at}/options`, problems, 5);

const CHECKS: Readonly<Record<string, Check>> = {
  button,
  image,
  overflow,
  checkboxes: boxes,
  radio_buttons: boxes,
  static_select: listed,
  multi_static_select: listed,
  external_select: picker,
  multi_external_select: picker,
  users_select: picker,
  multi_users_select: picker,
  conversations_select: picker,
  multi_conversations_select: picker,
  channels_select: picker,
  multi_channels_select: picker,
  datepicker: picker,
  timepicker: picker,
  datetimepicker: nothing,
  plain_text_input: input,
  url_text_input: input,
  email_text_input: input,
  number_input: input,
  file_input: nothing,
  rich_text_input: picker,
  feedback_buttons: nothing,
  icon_button: nothing,
  workflow_button: nothing,
};

/** Checks one interactive element: known type, its own limits, `action_id` up to 255, confirm dialog. */
export function checkElement(element: Json, at: string, problems: Problems): void {
  const check = CHECKS[String(element.type)];
  if (!check) {
    problems.add(`${at}/type`, `unsupported type: ${String(element.type)}`);
    return;
  }
  check(element, at, problems);
  confirm(element, at, problems);
  if (element.action_id !== undefined) problems.string(element.action_id, `${at}/action_id`, 255);
}
