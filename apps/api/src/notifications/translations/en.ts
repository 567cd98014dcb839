/** Every text of mails and calendar entries in English; the other languages have exactly these keys. `{name}` is filled in. */
export const en = {
  'mail.greeting': 'Hello {name},',
  'mail.button-hint': 'Or copy this address into your browser:',
  'mail.why-candidate': 'You receive this e-mail because you booked an interview at {brand}.',
  'mail.why-interviewer': 'You receive this e-mail because you interview for {brand}.',
  'mail.support': 'Questions? Write to {address}.',
  'mail.other-zone': 'For {name}: {when}',

  'fact.when': 'When',
  'fact.candidate': 'Candidate',
  'fact.interviewer': 'Interviewer',
  'fact.type': 'Interview',
  'fact.job-role': 'Job role',
  'fact.level': 'Experience level',
  'fact.focus': 'Focus',
  'fact.amount': 'Amount',

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

  'confirmation.subject': 'Your mock interview is booked: {day}',
  'confirmation.preview': '{type} with {other}. {when}',
  'confirmation.heading': 'Your mock interview is booked',
  'confirmation.lead': '{other} is looking forward to talking with you. This is what you booked:',
  'confirmation.action': 'Open your interview',
  'confirmation.note':
    'Try your camera and microphone there any time before. The room opens on the same page.',

  'invitation.subject': 'Mock interview with {other}: {day}',
  'invitation.preview': '{type}. {when}',
  'invitation.heading': 'You have an interview to lead',
  'invitation.lead': '{other} booked a mock interview with you. This is what they would like to practise:',
  'invitation.action': 'Open the interview',
  'invitation.note':
    'This link is personal and opens the interview without an account. Please do not forward it.',

  'refund.subject': 'Your payment has been refunded',
  'refund.preview': '{amount} goes back to where it came from.',
  'refund.heading': 'Your payment has been refunded',
  'refund.lead': '{reason} The full amount goes back to where it came from.',
  'refund.action': 'Book an interview',
  'refund.note': 'Depending on your bank it takes a few days until the money is back.',
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
  'refund.reason.by-hand': 'We have given back your payment for this interview.',
  'refund.reason.other': 'Your payment for this interview has been given back.',

  'checkout.kept-until': 'Kept for you until {time}.',

  'feedback-request.subject': 'How did {other} do?',
  'feedback-request.preview': 'Your feedback on the mock interview, while it is fresh.',
  'feedback-request.heading': 'How did {other} do?',
  'feedback-request.lead':
    'Thank you for leading this interview. A few honest sentences and a rating are what {other} came for.',
  'feedback-request.action': 'Give feedback',
  'feedback-request.note': 'This link is personal and works for seven days. Please do not forward it.',

  'feedback-ready.subject': 'Your feedback from {other} is here',
  'feedback-ready.preview': '{other} wrote about your mock interview.',
  'feedback-ready.heading': 'Your feedback is here',
  'feedback-ready.lead': '{other} took the time to write about your mock interview.',
  'feedback-ready.action': 'Read your feedback',
  'feedback-ready.note': 'It stays with your previous interviews, so that you can come back to it.',

  'calendar.summary': '{type} with {other}',
  'calendar.details': 'Job role: {jobRole}\nExperience level: {level}\nFocus: {focus}',
  'calendar.candidate-hint': 'Everything about the interview, and the room: {url}',
  'calendar.interviewer-hint': 'Open the interview with the personal link of your invitation e-mail.',
  'calendar.online': 'Online',
} as const;
