import type { MessageTemplate } from './template.ts';

/** To administrators, or an address of theirs: how an interview stands now. */
export const adminNotice: MessageTemplate = {
  name: 'admin-notice',
  audience: 'admin',
  facts: ['status', 'when', 'candidate', 'interviewer', 'type', 'price', 'refund'],
  action: { kind: 'admin-page' },
  calendar: null,
  timely: false,
  obsolete: () => null,
};
