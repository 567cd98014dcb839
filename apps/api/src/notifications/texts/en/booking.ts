import type { ShippedTexts } from '../message-texts.ts';

/** Around the booking and its payment. */
export const booking: ShippedTexts<
  'confirmation' | 'invitation' | 'payment-received' | 'payment-failed' | 'hold-expired'
> = {
  confirmation: {
    candidate: {
      email: {
        subject: 'Your mock interview is booked: {{ day }}',
        preview: '{{ type }} with {{ other }}. {{ when }}',
        heading: 'Your mock interview is booked',
        lead: '{{ other }} is looking forward to talking with you. This is what you booked:',
        action: 'Open your interview',
        note: 'Try your camera and microphone there any time before. The room opens on the same page.\n\n{{ terms }}',
      },
      sms: { body: '{{ brand }}: booked. {{ type }} with {{ other }}, {{ start }}. {{ page }}' },
    },
  },
  invitation: {
    interviewer: {
      email: {
        subject: 'Mock interview with {{ other }}: {{ day }}',
        preview: '{{ type }}. {{ when }}',
        heading: 'You have an interview to lead',
        lead: '{{ other }} booked a mock interview with you. This is what they would like to practise:',
        action: 'Open the interview',
        note: 'This link is personal and opens the interview without an account. Please do not forward it.',
      },
      sms: {
        body: '{{ brand }}: {{ other }} booked a mock interview with you, {{ start }}. Your personal link is in our e-mail.',
      },
    },
  },
  'payment-received': {
    candidate: {
      email: {
        subject: 'We have received your payment of {{ price }}',
        preview: 'For {{ type }} with {{ other }}, {{ start }}.',
        heading: 'Thank you for your payment',
        lead: 'Your payment of {{ price }} has arrived.',
        action: 'Open your interview',
        note: 'This e-mail is your record of the payment.',
      },
      sms: { body: '{{ brand }}: we have received your payment of {{ price }}. Thank you. {{ page }}' },
    },
  },
  'payment-failed': {
    candidate: {
      email: {
        subject: 'Your payment did not go through',
        preview: 'Nothing was charged for {{ type }} with {{ other }}.',
        heading: 'Your payment did not go through',
        lead: 'Nothing was charged, and this interview is not booked yet. As long as the slot is kept for you, you can try again or pay another way.',
        action: 'Open your booking',
        note: 'Should the slot be gone by then, you can choose another one.',
      },
      sms: {
        body: '{{ brand }}: your payment did not go through and nothing was charged. Try again: {{ page }}',
      },
    },
  },
  'hold-expired': {
    candidate: {
      email: {
        subject: 'Your slot on {{ day }} was not booked',
        preview: 'No payment arrived in time. Nothing was charged.',
        heading: 'Your slot is free again',
        lead: 'We kept it for you for ten minutes, and no payment arrived. Nothing was charged, and nothing is booked.',
        action: 'Choose another slot',
        note: 'Did you pay after all? You need not do anything: we book the interview if the slot is still free, and give the money back if it is not.',
      },
      sms: {
        body: '{{ brand }}: no payment arrived for your slot, {{ start }}. It is free again; nothing was charged.',
      },
    },
  },
};
