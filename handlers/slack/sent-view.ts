import { z } from 'zod';

/**
 * A modal of ours as Slack sends it back.
 * @param carried what its `private_metadata` holds as JSON; anything else is refused as an input that is not ours
 * @param values its fields, by block and action
 */
export const sentView = <Carried extends z.ZodType, Values extends z.ZodRawShape>(carried: Carried, values: Values) =>
  z.looseObject({
    user: z.looseObject({ id: z.string() }),
    view: z.looseObject({
      id: z.string(),
      private_metadata: z.string().transform((text): z.output<Carried> => carried.parse(JSON.parse(text))),
      state: z.looseObject({ values: z.looseObject(values) }),
    }),
  });
