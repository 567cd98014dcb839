import type { ShippedTexts } from '../message-texts.ts';

/** From the reminder to the moment in which both are there, or are not. */
export const session: ShippedTexts<'reminder' | 'doorbell' | 'started' | 'no-show'> = {
  reminder: {
    candidate: {
      email: {
        subject: 'Your mock interview begins {{ startsIn }}',
        preview: '{{ type }} with {{ other }}. {{ when }}',
        heading: 'Your mock interview begins {{ startsIn }}',
        lead: 'Take a minute to try your camera and microphone, and find a quiet place.',
        action: 'Open your interview',
        note: 'You cannot make it? Please say so on the same page: the sooner, the better for both of you.',
      },
      sms: {
        body: '{{ brand }}: your mock interview with {{ other }} begins {{ startsIn }} ({{ start }}). {{ page }}',
      },
    },
    interviewer: {
      email: {
        subject: 'Your interview with {{ other }} begins {{ startsIn }}',
        preview: '{{ type }}. {{ when }}',
        heading: 'Your interview begins {{ startsIn }}',
        lead: 'This is what {{ other }} would like to practise:',
        action: 'Open the interview',
        note: 'This link is personal and opens the interview without an account. Please do not forward it.',
      },
      sms: {
        body: '{{ brand }}: your interview with {{ other }} begins {{ startsIn }} ({{ start }}). Your personal link is in our e-mail.',
      },
    },
  },
  doorbell: {
    candidate: {
      email: {
        subject: '{{ other }} is waiting for you',
        preview: 'Your mock interview can begin: join now.',
        heading: '{{ other }} is waiting for you',
        lead: '{{ other }} is in the room. Your mock interview begins as soon as you are there.',
        action: 'Join now',
        note: 'Is something wrong with your camera or microphone? Come in anyway: you can sort it out together.',
      },
      sms: { body: '{{ brand }}: {{ other }} is waiting for you in the interview room. Join: {{ page }}' },
    },
    interviewer: {
      email: {
        subject: '{{ other }} is waiting for you',
        preview: 'The interview can begin: join now.',
        heading: '{{ other }} is waiting for you',
        lead: '{{ other }} is in the room. The interview begins as soon as you are there.',
        action: 'Join now',
        note: 'This link is personal and opens the interview without an account. Please do not forward it.',
      },
      sms: {
        body: '{{ brand }}: {{ other }} is waiting for you in the interview room. Your personal link is in the e-mail that we have just sent.',
      },
    },
  },
  started: {
    candidate: {
      email: {
        subject: 'Your mock interview has begun',
        preview: 'You are both in the room. This is the way back, should you need it.',
        heading: 'Your mock interview has begun',
        lead: 'You and {{ other }} are both in the room. Should your connection drop, this is the way back.',
        action: 'Back to the interview',
        note: 'You need not do anything else. Good luck!',
      },
      sms: {
        body: '{{ brand }}: your mock interview with {{ other }} has begun. Should your connection drop: {{ page }}',
      },
    },
    interviewer: {
      email: {
        subject: 'Your interview with {{ other }} has begun',
        preview: 'You are both in the room. This is the way back, should you need it.',
        heading: 'Your interview has begun',
        lead: 'You and {{ other }} are both in the room. Should your connection drop, this is the way back.',
        action: 'Back to the interview',
        note: 'This link is personal. Please do not forward it.',
      },
      sms: {
        body: '{{ brand }}: your interview with {{ other }} has begun. Should your connection drop, use the link in our e-mail.',
      },
    },
  },
  'no-show': {
    candidate: {
      email: {
        subject:
          '{% if absent == "candidate" %}We missed you at your mock interview{% else %}Your mock interview did not take place{% endif %}',
        preview:
          '{{ type }} with {{ other }}, {{ start }}.{% if refund %} We are giving back {{ refund }}.{% endif %}',
        heading:
          '{% case absent %}{% when "candidate" %}We missed you{% when "interviewer" %}We are sorry{% else %}Nobody came{% endcase %}',
        lead:
          '{% case absent %}{% when "candidate" %}{{ other }} waited for you in the room, and we did not see you there.' +
          '{% when "interviewer" %}You were there and {{ other }} was not. That should not have happened.' +
          '{% else %}We saw neither you nor {{ other }} in the room, so this interview did not take place.{% endcase %}' +
          '\n\n{% if refund %}We are giving back {{ refund }}. You need not do anything.' +
          '{% elsif paid %}Under the terms of your booking, the price is not given back.{% endif %}',
        action: 'See what we recorded',
        note: 'Was it different? Tell us on that page, and a person will look at it.',
      },
      sms: {
        body: '{{ brand }}: your mock interview with {{ other }} did not take place.{% if refund %} We are giving back {{ refund }}.{% endif %} {{ page }}',
      },
    },
    interviewer: {
      email: {
        subject: '{{ other }} and you did not meet',
        preview: '{{ type }}, {{ start }}.',
        heading:
          '{% case absent %}{% when "candidate" %}{{ other }} did not come{% when "interviewer" %}We missed you{% else %}Nobody came{% endcase %}',
        lead: '{% case absent %}{% when "candidate" %}Thank you for waiting. We did not see {{ other }} in the room, and the interview counts as missed by them.{% when "interviewer" %}{{ other }} waited for you in the room, and we did not see you there. The interview counts as missed by you.{% else %}We saw neither you nor {{ other }} in the room, so this interview did not take place.{% endcase %}',
        action: 'See what we recorded',
        note: 'Was it different? Tell us, and a person will look at it.',
      },
      sms: { body: '{{ brand }}: the interview with {{ other }}, {{ start }}, did not take place.' },
    },
  },
};
