import { inject, Injectable } from '@angular/core';
import { outcomeRoutes, type Receipt } from '@greenroom/contracts';
import { Api } from '../platform/api';

/** An interview, as the side sees it that reads its receipt. */
export interface ReceiptTarget {
  readonly side: 'candidate' | 'interviewer' | 'admin';
  readonly interviewId: string;
}

/** The routes of the sides behind one question each. */
@Injectable({ providedIn: 'root' })
export class ReceiptCalls {
  private readonly api = inject(Api);

  /** @throws ApiError */
  receipt({ side, interviewId }: ReceiptTarget): Promise<Receipt> {
    const request = { params: { interviewId } };
    switch (side) {
      case 'candidate':
        return this.api.call(outcomeRoutes.getReceipt, request);
      case 'interviewer':
        return this.api.call(outcomeRoutes.getAssignmentReceipt, request);
      case 'admin':
        return this.api.call(outcomeRoutes.adminGetReceipt, request);
    }
  }

  /** @throws ApiError */
  appeal(
    { side, interviewId }: ReceiptTarget & { readonly side: 'candidate' | 'interviewer' },
    text: string,
  ): Promise<Receipt> {
    const request = { params: { interviewId }, body: { text } };
    return side === 'candidate'
      ? this.api.call(outcomeRoutes.appealOutcome, request)
      : this.api.call(outcomeRoutes.appealAssignmentOutcome, request);
  }
}
