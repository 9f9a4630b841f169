import { describe, expect, it } from 'vitest';
import { readBlocks, textLength } from '../../../playground/slack/blocks/check.js';
import { Refusal } from '../../../playground/slack/refusal.js';

const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const plain = (text: string) => ({ type: 'plain_text', text });
const section = (text: string, more: object = {}) => ({ type: 'section', text: mrkdwn(text), ...more });
const button = (more: object = {}) => ({ type: 'button', text: plain('Go'), ...more });
const actions = (...elements: object[]) => ({ type: 'actions', elements });
const many = <T>(n: number, make: (at: number) => T) => Array.from({ length: n }, (_, at) => make(at));

function refused(blocks: unknown): string {
  try {
    readBlocks(blocks);
    return 'taken';
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return error.code;
  }
}

const AT_THE_LIMIT: [string, unknown[]][] = [
  ['50 blocks', many(50, () => ({ type: 'divider' }))],
  ['3,000 characters in a section', [section('x'.repeat(3000))]],
  ['10 fields of 1,000', [{ type: 'section', fields: many(10, () => mrkdwn('x'.repeat(1000))) }]],
  ['a field of 2,000', [{ type: 'section', fields: [mrkdwn('x'.repeat(2000))] }]],
  ['a header of 150', [{ type: 'header', text: plain('x'.repeat(150)) }]],
  ['10 context elements', [{ type: 'context', elements: many(10, () => mrkdwn('x')) }]],
  ['25 buttons', [actions(...many(25, () => button()))]],
  ['button text 75, value 2,000', [actions(button({ text: plain('x'.repeat(75)), value: 'v'.repeat(2000) }))]],
  ['action_id 255', [actions(button({ action_id: 'a'.repeat(255) }))]],
  ['block_id 255', [section('x', { block_id: 'b'.repeat(255) })]],
];

const BEYOND: [string, unknown[]][] = [
  ['51 blocks', many(51, () => ({ type: 'divider' }))],
  ['3,001 characters in a section', [section('x'.repeat(3001))]],
  ['an empty section text', [section('')]],
  ['a section with neither text nor fields', [{ type: 'section' }]],
  ['11 fields', [{ type: 'section', fields: many(11, () => mrkdwn('x')) }]],
  ['a field of 2,001', [{ type: 'section', fields: [mrkdwn('x'.repeat(2001))] }]],
  ['a header of 151', [{ type: 'header', text: plain('x'.repeat(151)) }]],
  ['a header in mrkdwn', [{ type: 'header', text: mrkdwn('x') }]],
  ['11 context elements', [{ type: 'context', elements: many(11, () => mrkdwn('x')) }]],
  ['no context elements', [{ type: 'context', elements: [] }]],
  ['26 buttons', [actions(...many(26, () => button()))]],
  ['button text 76', [actions(button({ text: plain('x'.repeat(76)) }))]],
  ['button value 2,001', [actions(button({ value: 'v'.repeat(2001) }))]],
  ['a button style of its own', [actions(button({ style: 'default' }))]],
  ['action_id 256', [actions(button({ action_id: 'a'.repeat(256) }))]],
  ['block_id 256', [section('x', { block_id: 'b'.repeat(256) })]],
  ['the same block_id twice', [section('x', { block_id: 'b' }), section('y', { block_id: 'b' })]],
  ['the same action_id twice in a block', [actions(button({ action_id: 'a' }), button({ action_id: 'a' }))]],
  ['an unknown block type', [{ type: 'blink' }]],
  ['an unknown element type', [actions({ type: 'blink' })]],
  [
    'a select of 101 options',
    [actions({ type: 'static_select', options: many(101, (n) => ({ text: plain('x'), value: `${n}` })) })],
  ],
  [
    'a confirm title of 101',
    [
      actions(
        button({ confirm: { title: plain('x'.repeat(101)), text: plain('x'), confirm: plain('y'), deny: plain('n') } }),
      ),
    ],
  ],
];

describe('the blocks of a message', () => {
  it.each(AT_THE_LIMIT)('are taken at the limit: %s', (_, blocks) => expect(refused(blocks)).toBe('taken'));

  it.each(BEYOND)('are invalid_blocks: %s', (_, blocks) => expect(refused(blocks)).toBe('invalid_blocks'));

  it('are invalid_blocks_format when they are no list', () => expect(refused({})).toBe('invalid_blocks_format'));

  it('are msg_blocks_too_long when their texts sum up to more than 13,200', () => {
    expect(refused(many(5, () => section('x'.repeat(2640))))).toBe('taken');
    expect(refused([...many(5, () => section('x'.repeat(2640))), section('x')])).toBe('msg_blocks_too_long');
  });

  it('say where the first mistake is', () => {
    expect(() => readBlocks([section('x'), section('')])).toThrow(
      expect.objectContaining({
        more: expect.objectContaining({
          errors: ['must be more than 0 characters [json-pointer:/blocks/1/text/text]'],
        }),
      }),
    );
  });

  it('count text at any depth', () => expect(textLength([section('abc', { fields: [mrkdwn('de')] })])).toBe(5));
});
