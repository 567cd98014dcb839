import type { ShippedTexts } from '../message-texts.ts';

/** After the interview. */
export const afterwards: ShippedTexts<'completed' | 'feedback-request' | 'feedback-nag' | 'feedback-ready'> =
  {
    completed: {
      candidate: {
        email: {
          subject: 'How was your mock interview with {{ other }}?',
          preview: 'Thank you, and well done. A rating takes ten seconds.',
          heading: 'Well done, and thank you',
          lead:
            'You have completed your mock interview with {{ other }}. ' +
            '{% if hasFeedback %}Your feedback is there to read.{% else %}We are asking {{ other }} for your feedback now, and tell you when it is there to read.{% endif %}' +
            '\n\nHow was the session for you? A rating takes ten seconds and helps those who come after you.',
          action: 'Rate the session',
          note: 'You find this interview any time among your previous ones.',
        },
        sms: { body: '{{ brand }}: well done! How was your session with {{ other }}? Rate it: {{ page }}' },
      },
    },
    'feedback-request': {
      interviewer: {
        email: {
          subject: 'How did {{ other }} do?',
          preview: 'Your feedback on the mock interview, while it is fresh.',
          heading: 'How did {{ other }} do?',
          lead: 'Thank you for leading this interview. A few honest sentences and a rating are what {{ other }} came for.',
          action: 'Give feedback',
          note: 'This link is personal and works for seven days. Please do not forward it.',
        },
        sms: {
          body: '{{ brand }}: thank you for leading the interview with {{ other }}. Your link to the feedback form is in our e-mail.',
        },
      },
    },
    'feedback-nag': {
      interviewer: {
        email: {
          subject: '{{ other }} is waiting for your feedback',
          preview: 'A few honest sentences are enough.',
          heading: '{{ other }} is waiting for your feedback',
          lead: 'It need not be long: what went well, what to work on, and a rating. Five minutes of yours are what {{ other }} takes into the next real interview.',
          action: 'Give feedback',
          note: 'This link is personal. Please do not forward it.',
        },
        sms: {
          body: '{{ brand }}: {{ other }} is waiting for your feedback. Your link to the form is in our e-mail.',
        },
      },
    },
    'feedback-ready': {
      candidate: {
        email: {
          subject: 'Your feedback from {{ other }} is here',
          preview: '{{ other }} wrote about your mock interview.',
          heading: 'Your feedback is here',
          lead: '{{ other }} took the time to write about your mock interview.',
          action: 'Read your feedback',
          note: 'It stays with your previous interviews, so that you can come back to it.',
        },
        sms: { body: '{{ brand }}: your feedback from {{ other }} is here. {{ page }}' },
      },
    },
  };
