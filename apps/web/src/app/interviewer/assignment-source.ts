import { computed, effect, inject } from '@angular/core';
import { type Assignment, interviewerRoutes } from '@greenroom/contracts';
import { apiResource } from '../platform/api';
import { toApiError } from '../platform/api-error';
import { Language } from '../platform/language';
import { lastKnown } from '../platform/last-known';
import { linkProblem } from './link-problem';

/** Until then the interview may still start, end or be called off. */
export const isOpen = ({ status }: Assignment): boolean => status === 'scheduled' || status === 'in-progress';

/** The interview that a link was for; the page then speaks its interviewer's language. To be made in an injection context. */
export function assignmentSource(interviewId: () => string) {
  const resource = apiResource(interviewerRoutes.getAssignment, () => ({
    params: { interviewId: interviewId() },
  }));
  const assignment = lastKnown(resource);
  const language = inject(Language);
  const locale = computed(() => assignment()?.locale);
  effect(() => void language.prefer(locale() ?? null));

  return {
    resource,
    assignment,
    problem: computed(() => {
      const error = resource.error();
      return error ? linkProblem(toApiError(error).code) : null;
    }),
  };
}
