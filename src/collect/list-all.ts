import { z } from 'zod';
import { type Asking, ask } from './ask.js';
import type { Failure } from './failure.js';
import type { Cluster } from './target.js';

/** Objects a question: 500 pods with all they carry are about 6 MB, which kubectl hands on without keeping them. */
const PAGE = 500;
/** 100,000 objects. */
const MOST_PAGES = 200;

export interface Listed<T> {
  readonly items: readonly T[];
  /** Why there may be more than these. */
  readonly failure?: Failure;
}

/** Every object of a kind in a cluster, page by page: of each only what `pick` keeps is held. Never throws. */
export async function listAll<T, R>(
  cluster: Cluster,
  kind: 'nodes' | 'pods',
  object: z.ZodType<T>,
  pick: (object: T) => R,
  asking: Asking,
): Promise<Listed<R>> {
  const items: R[] = [];
  const schema = z.object({
    metadata: z
      .object({
        continue: z
          .string()
          .regex(/^[\w=-]*$/)
          .nullish(),
      })
      .nullish(),
    items: z.array(object),
  });
  let next = '';
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const more = next === '' ? '' : `&continue=${next}`;
    const page = await ask(cluster, ['--raw', `/api/v1/${kind}?limit=${PAGE}${more}`], schema, asking);
    if ('failure' in page) return { items, failure: page.failure };
    for (const one of page.value.items) items.push(pick(one));
    next = page.value.metadata?.continue ?? '';
    if (next === '') return { items };
  }
  const reason = `there are more than ${MOST_PAGES * PAGE} ${kind}; the others were not read`;
  return { items, failure: { kind: 'too-much', reached: 'never', reason } };
}
