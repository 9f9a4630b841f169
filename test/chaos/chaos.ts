import { setTimeout as sleep } from 'node:timers/promises';
import { openChance } from './chance.js';
import { asides, type Judged, judge, watchAnswers } from './count.js';
import { type Faults, injectAll, planFaults, suffered } from './faults.js';
import { type Brought, bring, planReports } from './reports.js';
import { type Crew, openStage, type Stage } from './stage.js';

export interface ChaosOptions extends Crew {
  readonly reports: number;
  readonly seed: number;
  readonly faults: Faults;
  /** Reports and faults are spread over this time. */
  readonly spanMs: number;
  /** What is not answered by then is lost. */
  readonly withinMs: number;
  /** Gives up and cleans up. */
  readonly signal?: AbortSignal;
}

export interface Result {
  readonly judged: readonly Judged[];
  /** Milliseconds from asking to the first and to the whole answer. */
  readonly firstMs: readonly number[];
  readonly wholeMs: readonly number[];
  /** How long each process took to end after SIGTERM. */
  readonly endings: readonly number[];
  /** What happened, by name. */
  readonly happened: Readonly<Record<string, number>>;
  /** What the bot said beside its answers. */
  readonly asides: readonly string[];
  /** False: jobs were still on their way when time was up. */
  readonly quiet: boolean;
  readonly seconds: number;
  /** Where the logs are, kept when something was lost or answered twice. */
  readonly logs: string | undefined;
  /** The thread of each report that was not answered exactly once, as people see it. */
  readonly threads: readonly string[];
}

/** Even when time is up the queues are given this long to be seen empty. */
const QUIET_MS = 5000;

/** Real processes, a real Redis, our Slack and our cluster; everything that can be killed is. Leaves nothing running. */
export async function chaos(options: ChaosOptions): Promise<Result> {
  const stage = await openStage(options.seed, options);
  let keep = false;
  try {
    const given = new Promise<never>((_, reject) => {
      options.signal?.addEventListener('abort', () => reject(new Error('stopped')), { once: true });
    });
    const result = await Promise.race([play(options, stage), given]);
    keep = result.logs !== undefined;
    return result;
  } finally {
    await stage.stop(keep);
  }
}

async function play({ reports, seed, faults, spanMs, withinMs }: ChaosOptions, stage: Stage): Promise<Result> {
  const begun = Date.now();
  const until = begun + withinMs;
  const { slack, house } = stage;
  const clock = watchAnswers(slack);
  const chance = openChance(seed);
  Object.assign(slack.faults.delivery, { duplicate: 0.2, reorder: 0.1 });
  const bringing = planReports(reports, spanMs, chance).map((planned) =>
    sleep(planned.at).then(() => bring(slack, planned)),
  );
  const injected = await injectAll(planFaults(faults, spanMs, chance), stage);
  const brought = await Promise.all(bringing);
  slack.faults.clear();
  while (Date.now() < until && brought.some(({ id }) => !clock.whole.has(id))) await sleep(200);
  // What runs late could still answer a second time.
  const quiet = await stage.idle.reached(Math.max(until, Date.now() + QUIET_MS));
  clock.stop();
  const judged = judge(slack, brought);
  const bad = judged.filter(({ fate }) => fate !== 'answered');
  const ended = {
    'bot ended by itself or badly': house.crashes.bot,
    'collector ended by itself or badly': house.crashes.collector,
  };
  return {
    judged,
    firstMs: times(brought, clock.first),
    wholeMs: times(brought, clock.whole),
    happened: { ...injected, ...suffered(slack), ...ended, ...(await stage.idle.parked()) },
    endings: house.endings,
    asides: asides(slack),
    quiet,
    seconds: (Date.now() - begun) / 1000,
    logs: bad.length > 0 || !quiet ? stage.dir : undefined,
    threads: bad.flatMap(({ brought: { planned, thread } }) =>
      thread === null ? [] : [slack.print(planned.channel, thread, { width: 120 })],
    ),
  };
}

const times = (brought: readonly Brought[], seen: ReadonlyMap<string, number>): readonly number[] =>
  brought.flatMap(({ id, at }) => {
    const then = seen.get(id);
    return then === undefined ? [] : [then - at];
  });
