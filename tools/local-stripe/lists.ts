import type Stripe from 'stripe';
import { z } from 'zod';

import { resourceMissing } from './errors.ts';
import { formExpand, formInteger } from './form.ts';

/** Parameters that every list endpoint takes, https://docs.stripe.com/api/pagination. */
export const listParams = {
  limit: formInteger(1)
    .refine((limit) => limit <= 100, 'limit must be at most 100')
    .default(10),
  starting_after: z.string().optional(),
  ending_before: z.string().optional(),
  created: z
    .union([
      formInteger(0).transform((at) => ({ gte: at, lte: at })),
      z.strictObject({
        gt: formInteger(0).optional(),
        gte: formInteger(0).optional(),
        lt: formInteger(0).optional(),
        lte: formInteger(0).optional(),
      }),
    ])
    .optional(),
  expand: formExpand,
};

interface ListQuery {
  readonly limit: number;
  readonly starting_after?: string | undefined;
  readonly ending_before?: string | undefined;
  readonly created?:
    | { gt?: number | undefined; gte?: number | undefined; lt?: number | undefined; lte?: number | undefined }
    | undefined;
}

/**
 * A page of Stripe's lists, newest first.
 *
 * @param oldestFirst the records in the order in which they came to be.
 */
export function listPage<Item extends { id: string; created: number }>(
  url: string,
  noun: string,
  oldestFirst: readonly Item[],
  query: ListQuery,
): Stripe.ApiList<Item> {
  const created = query.created ?? {};
  const matching = oldestFirst
    .filter(
      (item) =>
        item.created > (created.gt ?? -1) &&
        item.created >= (created.gte ?? 0) &&
        item.created < (created.lt ?? Infinity) &&
        item.created <= (created.lte ?? Infinity),
    )
    .reverse();
  const at = (id: string, param: string): number => {
    const index = matching.findIndex((item) => item.id === id);
    if (index === -1) throw resourceMissing(noun, id, param);
    return index;
  };
  if (query.ending_before !== undefined) {
    const before = matching.slice(0, at(query.ending_before, 'ending_before'));
    return { object: 'list', url, data: before.slice(-query.limit), has_more: before.length > query.limit };
  }
  const start = query.starting_after === undefined ? 0 : at(query.starting_after, 'starting_after') + 1;
  const data = matching.slice(start, start + query.limit);
  return { object: 'list', url, data, has_more: matching.length > start + query.limit };
}
