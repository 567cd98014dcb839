import { inject, Injectable } from '@angular/core';
import { type ChangeTerms, interviewChangeRoutes, type NewTime } from '@greenroom/contracts';
import { Api } from '../platform/api';

/** Who changes an interview: each side has routes of its own. */
export type ChangeSide = 'candidate' | 'interviewer' | 'admin';

/** An interview, as the side sees it that changes it. */
export interface ChangeTarget {
  readonly side: ChangeSide;
  readonly interviewId: string;
}

/** What a person agreed to, and why they do it; no reason is an empty one. */
interface Agreement {
  readonly terms: ChangeTerms;
  readonly reason: string;
}

/** The routes of the three sides behind one question each. */
@Injectable({ providedIn: 'root' })
export class ChangeCalls {
  private readonly api = inject(Api);

  /** @throws ApiError */
  terms({ side, interviewId }: ChangeTarget): Promise<ChangeTerms> {
    const request = { params: { interviewId } };
    switch (side) {
      case 'candidate':
        return this.api.call(interviewChangeRoutes.getChangeTerms, request);
      case 'interviewer':
        return this.api.call(interviewChangeRoutes.getAssignmentChangeTerms, request);
      case 'admin':
        return this.api.call(interviewChangeRoutes.adminGetChangeTerms, request);
    }
  }

  /** @throws ApiError */
  async newTimes(
    { side, interviewId }: ChangeTarget,
    query: { from: string; to: string },
  ): Promise<readonly NewTime[]> {
    const request = { params: { interviewId }, query };
    switch (side) {
      case 'candidate':
        return (await this.api.call(interviewChangeRoutes.listNewTimes, request)).items;
      case 'interviewer':
        return (await this.api.call(interviewChangeRoutes.listAssignmentNewTimes, request)).items;
      case 'admin':
        return (await this.api.call(interviewChangeRoutes.adminListNewTimes, request)).items;
    }
  }

  /** @throws ApiError */
  async cancel({ side, interviewId }: ChangeTarget, { terms, reason }: Agreement): Promise<void> {
    const params = { interviewId };
    const agreed = {
      scheduleVersion: terms.scheduleVersion,
      refundMinor: terms.cancel.refund?.amountMinor ?? null,
    };
    switch (side) {
      case 'candidate':
        await this.api.call(interviewChangeRoutes.cancelInterview, { params, body: agreed });
        return;
      case 'interviewer': {
        const { scheduleVersion } = agreed;
        const body = { scheduleVersion, confirm: true as const, reason: reason || null };
        await this.api.call(interviewChangeRoutes.cancelAssignment, { params, body });
        return;
      }
      case 'admin':
        await this.api.call(interviewChangeRoutes.adminCancelInterview, {
          params,
          body: { ...agreed, reason },
        });
    }
  }

  /** @throws ApiError */
  async reschedule(
    { side, interviewId }: ChangeTarget,
    { terms, reason, startsAt }: Agreement & { readonly startsAt: string },
  ): Promise<void> {
    const params = { interviewId };
    const move = { scheduleVersion: terms.scheduleVersion, startsAt };
    switch (side) {
      case 'candidate':
        await this.api.call(interviewChangeRoutes.rescheduleInterview, { params, body: move });
        return;
      case 'interviewer': {
        const body = { ...move, confirm: true as const, reason: reason || null };
        await this.api.call(interviewChangeRoutes.rescheduleAssignment, { params, body });
        return;
      }
      case 'admin':
        await this.api.call(interviewChangeRoutes.adminRescheduleInterview, {
          params,
          body: { ...move, reason },
        });
    }
  }
}
