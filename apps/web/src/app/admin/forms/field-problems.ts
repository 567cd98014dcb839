import type { ErrorDetail } from '@greenroom/contracts';
import type * as z from 'zod/mini';

/** missing: nothing was typed; invalid: not what the contract takes; taken: somebody else has it. */
export type ProblemKind = 'missing' | 'invalid' | 'taken';

export type Invalid = ReadonlyMap<string, ProblemKind>;

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

/** The fields of an input that its schema refuses, by their outermost name. */
export function invalidFields(error: z.core.$ZodError, input: unknown): Invalid {
  const values: Record<string, unknown> = typeof input === 'object' ? { ...input } : {};
  return new Map(
    error.issues.map(({ path }) => {
      const field = String(path[0] ?? '');
      return [field, isEmpty(values[field]) ? 'missing' : 'invalid'] as const;
    }),
  );
}

/** The fields that the API names in an error: `body.weeklyHours.3.endMinute` is about `weeklyHours`. */
export function fieldsOfDetails(details: readonly ErrorDetail[]): string[] {
  return details.flatMap(({ path }) => {
    const [place, field] = path.split('.');
    return place === 'body' && field !== undefined ? [field] : [];
  });
}
