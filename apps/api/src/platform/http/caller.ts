import type { Access } from '@greenroom/contracts';

/** A signed-in account. */
export interface AccountCaller {
  readonly kind: 'account';
  readonly accountId: string;
  readonly name: string;
  readonly email: string;
  readonly role: 'candidate' | 'admin';
}

/** A person who exchanged a signed link: good for one interview. */
export interface InterviewerCaller {
  readonly kind: 'interviewer';
  readonly interviewId: string;
  readonly interviewerId: string;
}

/** Everybody that a request speaks for: one browser may hold both sessions. */
export interface Callers {
  readonly account: AccountCaller | null;
  readonly interviewer: InterviewerCaller | null;
}

/** What a handler learns about its caller, by the access rule of its route. */
export type CallerOf<A extends Access> = A extends 'account' | 'admin'
  ? AccountCaller
  : A extends 'interviewer'
    ? InterviewerCaller
    : Callers;
