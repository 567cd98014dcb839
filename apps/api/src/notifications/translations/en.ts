/** Every text of mails and calendar entries in English; the other languages have exactly these keys. `{name}` is filled in. */
export const en = {
  'mail.greeting': 'Hello {name},',
  'mail.button-hint': 'Or copy this address into your browser:',
  'mail.why-candidate': 'You receive this e-mail because you booked an interview at {brand}.',
  'mail.why-admin': 'You receive this e-mail because you look after {brand}.',
  'mail.why-interviewer': 'You receive this e-mail because you interview for {brand}.',
  'mail.support': 'Questions? Write to {address}.',
  'mail.other-zone': 'For {name}: {when}',

  'fact.when': 'When',
  'fact.previously': 'Before',
  'fact.candidate': 'Candidate',
  'fact.interviewer': 'Interviewer',
  'fact.type': 'Interview',
  'fact.job-role': 'Job role',
  'fact.level': 'Experience level',
  'fact.focus': 'Focus',
  'fact.price': 'Price',
  'fact.refund': 'Refund',
  'fact.status': 'Status',

  'status.held': 'Held',
  'status.scheduled': 'Scheduled',
  'status.in-progress': 'In progress',
  'status.completed': 'Completed',
  'status.expired': 'Expired',
  'status.cancelled': 'Cancelled',
  'status.no-show': 'No-show',

  'level.entry': 'Entry',
  'level.junior': 'Junior',
  'level.mid': 'Mid-level',
  'level.senior': 'Senior',
  'level.lead': 'Lead',

  'focus.general': 'General',
  'focus.behavioural': 'Behavioural questions',
  'focus.technical': 'Technical questions',
  'focus.system-design': 'System design',
  'focus.case-study': 'Case study',
  'focus.salary': 'Salary negotiation',

  'refund.reason.slot-taken':
    'Your payment arrived after the time for paying was over, and the slot had been booked by somebody else: this interview will not take place.',
  'refund.reason.start-passed':
    'Your payment arrived after the interview should have begun: this interview will not take place.',
  'refund.reason.given-up':
    'Your payment arrived after the booking had been cancelled: this interview will not take place.',
  'refund.reason.interviewer-unavailable':
    'Your payment arrived after the time for paying was over, and the interviewer could not be booked for this time any more: this interview will not take place.',
  'refund.reason.mismatch':
    'What was paid was not the price of the booking: this interview will not take place.',
  'refund.reason.free-cancellation': 'You cancelled early enough for it to be free.',
  'refund.reason.late-cancellation':
    'You cancelled late: a part of the price is kept, as agreed when you booked.',
  'refund.reason.cancelled-after-start': 'You cancelled after the start.',
  'refund.reason.cancelled-by-interviewer': 'Your interviewer had to cancel this interview.',
  'refund.reason.cancelled-by-admin': 'We had to cancel this interview.',
  'refund.reason.delivered': 'We have given back your payment for this interview.',
  'refund.reason.cut-short': 'This interview was much shorter than planned.',
  'refund.reason.no-show-candidate':
    'You did not come to this interview. What goes back is what was agreed when you booked.',
  'refund.reason.no-show-interviewer': 'Your interviewer did not come to this interview.',
  'refund.reason.no-show-both': 'This interview did not take place.',
  'refund.reason.by-hand': 'We have given back your payment for this interview.',
  'refund.reason.other': 'Your payment for this interview has been given back.',

  'policy.cancel': 'You can cancel until the start',
  'policy.cancel-free': 'You can cancel without a fee until the start',
  'policy.cancel-then-fee':
    'You can cancel without a fee until {hours} before the start, after that {percent} of the price is kept',
  'policy.cancel-then-all':
    'You can cancel without a fee until {hours} before the start, after that nothing goes back',
  'policy.move': 'choose another time up to {times} times until the start',
  'policy.move-until': 'choose another time up to {times} times until {hours} before',
  'policy.move-once': 'choose another time once until the start',
  'policy.move-once-until': 'choose another time once until {hours} before',
  'policy.move-never': 'the time cannot be changed',
  'policy.late': 'if you are more than {minutes} late, the interview does not take place',
  'policy.late-nothing':
    'if you are more than {minutes} late, the interview does not take place and nothing goes back',
  'policy.late-part':
    'if you are more than {minutes} late, the interview does not take place and {percent} goes back',

  'checkout.kept-until': 'Kept for you until {time}.',

  'calendar.summary': '{type} with {other}',
  'calendar.details': 'Job role: {jobRole}\nExperience level: {level}\nFocus: {focus}',
  'calendar.candidate-hint': 'Everything about the interview, and the room: {url}',
  'calendar.interviewer-hint': 'Open the interview with the personal link of your invitation e-mail.',
  'calendar.online': 'Online',
} as const;
