import type { App, ViewSubmitAction } from '@slack/bolt';
import type { Desk } from './answering/buttons.js';
import { PEEL_FORM } from './answering/peel.js';
import { ACTIONS } from './blocks/buttons.js';
import { onCase, onCaseForm } from './listen/cases.js';
import {
  onCancel,
  onCollect,
  onFeedback,
  onFleetStop,
  onNext,
  onPeel,
  onPeelSent,
  onShortcut,
} from './listen/clicks.js';
import { onCommand } from './listen/command.js';
import { onMention, onMessage } from './listen/events.js';
import { onForm, onNodeOptions } from './listen/form.js';
import { onHome, onHomeCase } from './listen/home.js';
import { CASE_ACTIONS, type CaseAction } from './oncall/case-buttons.js';
import { CASE_FORMS, type CaseForm } from './oncall/case-forms.js';
import type { Parts } from './parts.js';
import { FORM, NODE_PICKER } from './ways/form.js';
import { ESCALATE_SHORTCUT, SHORTCUT } from './ways/shortcut.js';

/** What Slack may send and who answers it. Whatever matches nothing here is acknowledged by the receiver all the same. */
export function register(app: App, parts: Parts, desk: Desk): void {
  app.event('message', onMessage(parts));
  app.event('app_mention', onMention(parts));
  app.event('app_home_opened', onHome(parts));
  app.command('/diagnose', onCommand(parts));
  app.shortcut(SHORTCUT, onShortcut(parts));
  app.shortcut(ESCALATE_SHORTCUT, onShortcut(parts, { escalate: '1' }));
  app.view<ViewSubmitAction>(FORM, onForm(parts));
  app.options(NODE_PICKER, onNodeOptions(parts));
  app.action(startsWith(ACTIONS.collect), onCollect(parts, desk));
  app.action(startsWith(ACTIONS.again), onCollect(parts, desk));
  app.action(startsWith(ACTIONS.cancel), onCancel(parts, desk));
  app.action(ACTIONS.next, onNext(parts, desk));
  app.action(ACTIONS.fleetStop, onFleetStop(parts, desk));
  app.action(ACTIONS.peel, onPeel(parts, desk));
  app.view<ViewSubmitAction>(PEEL_FORM, onPeelSent(parts, desk));
  app.action(ACTIONS.right, onFeedback(true, parts, desk));
  app.action(ACTIONS.wrong, onFeedback(false, parts, desk));
  for (const action of Object.keys(CASE_ACTIONS) as CaseAction[]) {
    app.action(CASE_ACTIONS[action], onCase(action, parts, desk));
    app.action(startsWith(`${CASE_ACTIONS[action]}.home`), onHomeCase(action, parts, desk));
  }
  for (const form of Object.keys(CASE_FORMS) as CaseForm[])
    app.view<ViewSubmitAction>(CASE_FORMS[form], onCaseForm(form, parts));
}

/** Buttons carry a number behind their id, for Slack wants ids unique within a message. */
function startsWith(id: string): RegExp {
  return new RegExp(`^${id.replaceAll('.', '\\.')}(\\.|$)`);
}
