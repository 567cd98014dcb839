import type { ShippedTexts } from '../message-texts.ts';

/** What moves or ends an interview before it took place, and what becomes of the money. */
export const changes: ShippedTexts<'rescheduled' | 'cancelled' | 'refund' | 'admin-notice'> = {
  rescheduled: {
    candidate: {
      email: {
        subject: 'New time for your mock interview: {{ day }}',
        preview: '{{ type }} with {{ other }}. {{ when }}',
        heading: 'Your mock interview has a new time',
        lead: '{% case rescheduledBy %}{% when "candidate" %}You moved your mock interview with {{ other }}.{% when "interviewer" %}{{ other }} had to move your mock interview.{% else %}Your mock interview with {{ other }} was moved.{% endcase %}{% if paid %} Your payment stays as it is.{% endif %}',
        action: 'Open your interview',
        note: 'The invitation in this e-mail moves the entry in your calendar.',
      },
      sms: { body: '{{ brand }}: your mock interview with {{ other }} was moved to {{ start }}. {{ page }}' },
    },
    interviewer: {
      email: {
        subject: 'New time for your interview with {{ other }}: {{ day }}',
        preview: '{{ type }}. {{ when }}',
        heading: 'Your interview has a new time',
        lead: '{% case rescheduledBy %}{% when "candidate" %}{{ other }} moved the interview.{% when "interviewer" %}You moved the interview. {{ other }} has been told.{% else %}The interview with {{ other }} was moved.{% endcase %}',
        action: 'Open the interview',
        note: 'The invitation in this e-mail moves the entry in your calendar. The link is personal; please do not forward it.',
      },
      sms: {
        body: '{{ brand }}: your interview with {{ other }} was moved to {{ start }}. Your personal link is in our e-mail.',
      },
    },
  },
  cancelled: {
    candidate: {
      email: {
        subject: 'Cancelled: your mock interview on {{ day }}',
        preview: '{{ type }} with {{ other }}.{% if refund %} We are giving back {{ refund }}.{% endif %}',
        heading: 'Your mock interview is cancelled',
        lead:
          '{% case cancelledBy %}{% when "candidate" %}You cancelled your mock interview with {{ other }}.' +
          '{% when "interviewer" %}{{ other }} had to cancel your mock interview, and is sorry.' +
          '{% else %}Your mock interview with {{ other }} was cancelled.{% endcase %}' +
          '\n\n{% if refund %}We are giving back {{ refund }}. You need not do anything.' +
          '{% elsif paid %}Under the terms of your booking, the price is not given back.{% endif %}',
        action: 'Book another interview',
        note: 'This e-mail takes the entry out of your calendar.',
      },
      sms: {
        body: '{{ brand }}: your mock interview with {{ other }}, {{ start }}, is cancelled.{% if refund %} We are giving back {{ refund }}.{% endif %}',
      },
    },
    interviewer: {
      email: {
        subject: 'Cancelled: interview with {{ other }} on {{ day }}',
        preview: '{{ type }}. The time is yours again.',
        heading: 'The interview is cancelled',
        lead: '{% case cancelledBy %}{% when "candidate" %}{{ other }} cancelled the interview. The time is yours again.{% when "interviewer" %}You cancelled the interview. {{ other }} has been told.{% else %}The interview with {{ other }} was cancelled. The time is yours again.{% endcase %}',
        action: '',
        note: 'This e-mail takes the entry out of your calendar. There is nothing else to do.',
      },
      sms: { body: '{{ brand }}: the interview with {{ other }}, {{ start }}, is cancelled.' },
    },
  },
  refund: {
    candidate: {
      email: {
        subject: 'You get {{ refund }} back',
        preview: 'The money goes back to where it came from.',
        heading: 'You get {{ refund }} back',
        lead: '{{ refundReason }}\n\n{% if refund == price %}The full amount goes back to where it came from.{% else %}Of the {{ price }} that you paid, {{ refund }} go back to where they came from.{% endif %}',
        action: 'Open the interview',
        note: 'Depending on your bank it takes a few days until the money is back.',
      },
      sms: {
        body: '{{ brand }}: {{ refund }} are on the way back to you. It can take your bank a few days.',
      },
    },
  },
  'admin-notice': {
    admin: {
      email: {
        subject: '{{ status }}: {{ candidate }} with {{ interviewer }}, {{ day }}',
        preview: '{{ type }}. {{ when }}',
        heading: 'Interview: {{ status }}',
        lead: 'This is how the interview of {{ candidate }} with {{ interviewer }} stands now.',
        action: 'Open the interview',
        note: 'A workflow of your portal sends this notice.',
      },
      sms: {
        body: '{{ brand }}: {{ candidate }} with {{ interviewer }}, {{ start }}: {{ status }}. {{ page }}',
      },
    },
  },
};
