import { prose } from '../blocks/mrkdwn.js';

const SLACK_ID = /^[UW][A-Z0-9]{2,}$/;

/** A Slack id becomes a name that can be clicked; a name from another tool is only words, and can mention nobody. */
export const person = (by: string): string => (SLACK_ID.test(by) ? `<@${by}>` : prose(by));

export const isSlackId = (by: string): boolean => SLACK_ID.test(by);
