import type { ErrorDetail } from '@greenroom/contracts';
import { isUniqueViolation } from '../platform/database/database-errors.ts';
import { AppError } from '../platform/http/app-error.ts';

/**
 * Runs `work`, whose unique constraint decides whether a thing exists already: asking first would leave a gap for a second writer.
 *
 * @throws AppError `already-exists` with the field that has to change.
 */
export async function withUniqueField<T>(field: ErrorDetail, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (failure) {
    if (!isUniqueViolation(failure)) throw failure;
    throw new AppError('already-exists', 'There is one like this already. See the details.', {
      details: [field],
      cause: failure,
    });
  }
}
