export * from './interview-lifecycle.ts';
export * from './link-validity.ts';
export * from './money.ts';
export * from './presence.ts';
export * from './refund-decision.ts';
export * from './room-access.ts';
export * from './session-outcome.ts';
export * from './slots.ts';
