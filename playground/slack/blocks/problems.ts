import type { Json } from '../model.js';
import { isJson } from '../model.js';

/** Collects what is wrong with a Block Kit payload, each with the place it was found at, in Slack's words. */
export class Problems {
  readonly found: string[] = [];

  add(at: string, what: string): void {
    this.found.push(`${what} [json-pointer:${at}]`);
  }

  /** A string of 1 to `max` characters. */
  string(value: unknown, at: string, max: number, min = 1): void {
    if (typeof value !== 'string') this.add(at, 'must provide a string');
    else if (value.length < min) this.add(at, `must be more than ${min - 1} characters`);
    else if (value.length > max) this.add(at, `must be less than ${max + 1} characters`);
  }

  /** A list of `min` to `max` objects; what is no object is reported and left out of the answer. */
  list(value: unknown, at: string, max: number, min = 1): Json[] {
    if (!Array.isArray(value)) {
      this.add(at, 'must be an array');
      return [];
    }
    if (value.length < min) this.add(at, `must contain at least ${min} items`);
    if (value.length > max) this.add(at, `no more than ${max} items allowed`);
    for (const [index, item] of value.entries())
      if (!isJson(item)) this.add(`${at}/${index}`, 'must provide an object');
    return value.filter(isJson);
  }

  /** A text object: `plain_text`, or also `mrkdwn` where `marked` says so. */
  text(value: unknown, at: string, max: number, marked = false): void {
    if (!isJson(value)) {
      this.add(at, 'must provide an object');
      return;
    }
    const kinds = marked ? ['plain_text', 'mrkdwn'] : ['plain_text'];
    if (!kinds.includes(String(value.type))) this.add(`${at}/type`, `must be one of: ${kinds.join(', ')}`);
    this.string(value.text, `${at}/text`, max);
  }
}
