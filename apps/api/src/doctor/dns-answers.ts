import type { Resolver } from 'node:dns/promises';

/** There is no such name, or nothing of this kind at it (RFC 2308). */
const NOTHING_THERE = new Set(['ENOTFOUND', 'ENODATA']);

/** The addresses that a name has in the DNS; none where it has none. */
export async function addressesOf(resolver: Resolver, name: string): Promise<readonly string[]> {
  const answers = await Promise.all([orNothing(resolver.resolve4(name)), orNothing(resolver.resolve6(name))]);
  return answers.flat();
}

/** The texts at a name, each joined from its parts as RFC 7208, section 3.3 asks. */
export async function textsAt(resolver: Resolver, name: string): Promise<readonly string[]> {
  const records = await orNothing(resolver.resolveTxt(name));
  return records.map((parts) => parts.join(''));
}

async function orNothing<T>(answer: Promise<T[]>): Promise<T[]> {
  try {
    return await answer;
  } catch (failure) {
    if (NOTHING_THERE.has((failure as NodeJS.ErrnoException).code ?? '')) return [];
    throw failure;
  }
}
