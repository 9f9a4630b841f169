import type { HomeView, KnownBlock, ModalView } from '@slack/types';
import { WebClient, type WebClientOptions } from '@slack/web-api';
import { z } from 'zod';
import type { BotLog } from '../bot-log.js';
import { type SlackMessage, slackMessage } from '../text/message-text.js';
import { Pace, type PaceOptions, type Urgency } from './pace.js';
import { quietLogger } from './quiet-logger.js';
import { formNotOpened, isAboutBlocks, unreachable } from './slack-errors.js';

/** Message metadata that lets a repeated job find the answer it already gave. */
export const ANSWER_EVENT = 'plegmatic_answer';

export interface Outgoing {
  readonly channel: string;
  readonly thread?: string;
  readonly text: string;
  readonly blocks: readonly KnownBlock[];
  /** Id of the report, for the metadata. */
  readonly report: string;
  /** Calls people: goes out before anything that waits in this channel. */
  readonly page?: boolean;
}

export interface Thread {
  readonly messages: readonly SlackMessage[];
  /** False: messages of its middle, or behind the last page that was read, are left out. */
  readonly whole: boolean;
}

/** The few things we do in Slack. Paced, rate limits waited out; an unreachable channel is a UserError. */
export interface Slack {
  /** Posts and returns where it stands. */
  post(message: Outgoing): Promise<{ readonly channel: string; readonly ts: string }>;
  edit(message: Outgoing, ts: string): Promise<void>;
  /** True when nothing waits for its turn in this channel: only then may progress be shown, so that no answer waits behind it. */
  idle(channel: string): boolean;
  /** Only the person sees it. As `say`, it takes markup: whatever was typed must be escaped before. Addresses in it become no links. */
  whisper(channel: string, user: string, text: string, thread?: string): Promise<void>;
  say(channel: string, text: string, thread?: string): Promise<void>;
  /** Not paced: a trigger lives three seconds. */
  openForm(trigger: string, view: ModalView): Promise<void>;
  drawHome(user: string, view: HomeView): Promise<void>;
  upload(channel: string, thread: string, name: string, content: string): Promise<void>;
  /** The messages of a thread, root first. Of a very long one its beginning and its end. */
  thread(channel: string, root: string): Promise<Thread>;
  /** The message that a thread stands under. */
  rootOf(channel: string, root: string): Promise<SlackMessage | undefined>;
  /** Ids of the reports that were answered in this thread, newest first. */
  answersIn(channel: string, root: string): Promise<readonly string[]>;
  /** Id of the report that our message at `ts` answers; undefined for anything else. */
  reportAt(channel: string, root: string, ts: string): Promise<string | undefined>;
  /** `ts` of our answer to this report in the thread (without one: among the newest of the channel), if it stands there. */
  findAnswer(channel: string, root: string | undefined, report: string): Promise<string | null>;
}

/**
 * Options for every Web API client of ours. Own `retryConfig` (Socket Mode would write 100 retries into a shared object), a timeout
 * (default: none), rate limits handed to us; never `headers` (Socket Mode would send the bot token instead of the app token).
 */
export function clientOptions(apiUrl: string | undefined): WebClientOptions {
  return {
    ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl.endsWith('/') ? apiUrl : `${apiUrl}/` }),
    retryConfig: { retries: 2, minTimeout: 200, maxTimeout: 1000 },
    timeout: 10_000,
    rejectRateLimitedCalls: true,
  };
}

/** Slack gives a thread from its beginning, 200 messages a page, some fifty pages a minute: no thread of people is longer. */
const MOST_PAGES = 25;
/** How it began, and how it stands now. */
const [KEPT_FIRST, KEPT_LAST] = [200, 800];

/** Less than the two seconds within which a command is acknowledged. */
const FORM_MS = 1800;

const replies = z.looseObject({
  messages: z.array(z.unknown()).default([]),
  response_metadata: z.looseObject({ next_cursor: z.string().optional() }).optional(),
});
const withMetadata = z.looseObject({
  bot_id: z.string().optional(),
  metadata: z.looseObject({ event_type: z.string(), event_payload: z.looseObject({ report: z.string().optional() }) }),
});

/**
 * Posts, edits and bulk work (files, thread reading) go through clients of their own, so that none delays another. A post is never
 * repeated by its client: when the connection breaks nobody knows whether it stands, and the job looks into the thread first.
 */
export function openSlack(
  { token, botId }: { readonly token: string; readonly botId: string },
  given: WebClientOptions,
  pacing: PaceOptions,
  log: BotLog,
): Slack {
  const options = { ...given, logger: quietLogger(log) };
  const front = new WebClient(token, { ...options, retryConfig: { retries: 0 } });
  const edits = new WebClient(token, { ...options });
  // Whoever asked for a form hears of a failure while their command can still be answered.
  const forms = new WebClient(token, { ...options, timeout: FORM_MS, retryConfig: { retries: 0 } });
  const bulk = new WebClient(token, { ...options });
  // Apart, so that no first answer waits behind edits: Slack takes one post a second and channel, and some fifty edits a minute in all.
  const posting = new Pace(pacing);
  const editing = new Pace({ ...pacing, shared: true });
  const slow = new Pace({ ...pacing, everyMs: 0 });
  const write = async <T>(channel: string, urgency: Urgency, call: () => Promise<T>): Promise<T> => {
    try {
      return await (urgency === 'later' ? editing : posting).run(channel, call, urgency);
    } catch (error) {
      throw unreachable(error) ?? error;
    }
  };
  /** The report that a message of ours answers. Another Plegmatic's report of the same message has the same id. */
  const ourReport = (raw: unknown): string | undefined => {
    const said = withMetadata.safeParse(raw).data;
    return said?.bot_id === botId && said.metadata.event_type === ANSWER_EVENT
      ? said.metadata.event_payload.report
      : undefined;
  };
  const newest = (channel: string) =>
    slow.run(`read ${channel}`, async () =>
      replies.parse(await bulk.conversations.history({ channel, limit: 200, include_all_metadata: true })),
    );
  const read = (channel: string, root: string, metadata: boolean, cursor?: string) =>
    slow.run(`read ${channel}`, async () => {
      const page = { channel, ts: root, limit: 200, include_all_metadata: metadata, ...(cursor ? { cursor } : {}) };
      return replies.parse(await bulk.conversations.replies(page));
    });
  /** A thread from its beginning on, page by page. */
  async function* pagesOf(channel: string, root: string, metadata: boolean) {
    let cursor: string | undefined;
    for (let pages = 0; pages === 0 || (cursor !== undefined && pages < MOST_PAGES); pages += 1) {
      const page = await read(channel, root, metadata, cursor);
      cursor = page.response_metadata?.next_cursor || undefined;
      yield { messages: page.messages, last: cursor === undefined };
    }
  }
  const slack: Slack = {
    async post(message) {
      const body = {
        channel: message.channel,
        text: message.text,
        parse: 'none' as const,
        ...(message.thread === undefined ? {} : { thread_ts: message.thread }),
        unfurl_links: false,
        unfurl_media: false,
        metadata: { event_type: ANSWER_EVENT, event_payload: { report: message.report } },
      };
      const posted = await write(message.channel, message.page === true ? 'page' : 'answer', async () => {
        try {
          return await front.chat.postMessage({ ...body, blocks: [...message.blocks] });
        } catch (error) {
          if (!isAboutBlocks(error)) throw error;
          return await front.chat.postMessage({ ...body, text: plain(message) });
        }
      });
      return { channel: posted.channel ?? message.channel, ts: posted.ts ?? '' };
    },
    async edit(message, ts) {
      const body = { channel: message.channel, ts };
      await write(message.channel, 'later', async () => {
        try {
          await edits.chat.update({ ...body, text: message.text, blocks: [...message.blocks] });
        } catch (error) {
          if (!isAboutBlocks(error)) throw error;
          await edits.chat.update({ ...body, text: plain(message), blocks: [] });
        }
      });
    },
    idle: (channel) => posting.idle(channel) && editing.idle(channel),
    async whisper(channel, user, text, thread) {
      const body = {
        channel,
        user,
        text,
        parse: 'none' as const,
        ...(thread === undefined ? {} : { thread_ts: thread }),
      };
      await write(channel, 'answer', () => front.chat.postEphemeral(body));
    },
    async say(channel, text, thread) {
      const body = { channel, text, parse: 'none' as const, ...(thread === undefined ? {} : { thread_ts: thread }) };
      await write(channel, 'answer', () => front.chat.postMessage(body));
    },
    async openForm(trigger, view) {
      try {
        await forms.views.open({ trigger_id: trigger, view });
      } catch (error) {
        throw formNotOpened(error);
      }
    },
    async drawHome(user, view) {
      await edits.views.publish({ user_id: user, view });
    },
    async upload(channel, thread, name, content) {
      const file = { channel_id: channel, thread_ts: thread, filename: name, title: name, content };
      try {
        await slow.run(`upload ${channel}`, () => bulk.filesUploadV2(file));
      } catch (error) {
        throw unreachable(error) ?? error;
      }
    },
    async thread(channel, root) {
      const messages: SlackMessage[] = [];
      let cut = false;
      let whole = false;
      for await (const page of pagesOf(channel, root, false)) {
        messages.push(...page.messages.flatMap((raw) => slackMessage.safeParse(raw).data ?? []));
        const over = messages.length - KEPT_FIRST - KEPT_LAST;
        if (over > 0) messages.splice(KEPT_FIRST, over);
        cut ||= over > 0;
        whole = page.last;
      }
      return { messages, whole: !cut && whole };
    },
    async rootOf(channel, root) {
      const page = await read(channel, root, false);
      return page.messages.flatMap((raw) => slackMessage.safeParse(raw).data ?? [])[0];
    },
    async answersIn(channel, root) {
      const found: string[] = [];
      for await (const { messages } of pagesOf(channel, root, true))
        found.push(...messages.flatMap((raw) => ourReport(raw) ?? []));
      // What belongs to an answer carries its id with a mark behind it.
      return found.filter((id) => !id.includes('#')).reverse();
    },
    async reportAt(channel, root, ts) {
      for await (const { messages } of pagesOf(channel, root, true)) {
        const raw = messages.find((one) => slackMessage.safeParse(one).data?.ts === ts);
        // What belongs to an answer carries its id with a mark behind it.
        if (raw !== undefined) return ourReport(raw)?.replace(/#.*/, '');
      }
      return undefined;
    },
    async findAnswer(channel, root, report) {
      const pages = root === undefined ? [await newest(channel)] : pagesOf(channel, root, true);
      for await (const { messages } of pages) {
        const raw = messages.find((one) => ourReport(one) === report);
        const ts = slackMessage.safeParse(raw).data?.ts;
        if (ts !== undefined) return ts;
      }
      return null;
    },
  };
  return slack;
}

// Slack splits a message near 4,000 characters; the full report is in the file.
const MOST_PLAIN = 3500;

function plain(message: Outgoing): string {
  const lines = message.blocks.flatMap((block) => (block.type === 'section' && block.text ? [block.text.text] : []));
  let text = message.text;
  for (const line of lines) {
    if (text.length + line.length + 1 > MOST_PLAIN) break;
    text += `\n${line}`;
  }
  return text;
}
