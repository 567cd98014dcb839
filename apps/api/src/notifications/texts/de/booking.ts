import type { ShippedTexts } from '../message-texts.ts';

/** Around the booking and its payment. */
export const booking: ShippedTexts<
  'confirmation' | 'invitation' | 'payment-received' | 'payment-failed' | 'hold-expired'
> = {
  confirmation: {
    candidate: {
      email: {
        subject: 'Ihr Probeinterview ist gebucht: {{ day }}',
        preview: '{{ type }} mit {{ other }}. {{ when }}',
        heading: 'Ihr Probeinterview ist gebucht',
        lead: '{{ other }} freut sich auf das Gespräch mit Ihnen. Das haben Sie gebucht:',
        action: 'Interview öffnen',
        note: 'Dort können Sie vorher jederzeit Kamera und Mikrofon ausprobieren. Der Raum öffnet sich auf derselben Seite.\n\n{{ terms }}',
      },
      sms: { body: '{{ brand }}: gebucht. {{ type }} mit {{ other }}, {{ start }}. {{ page }}' },
    },
  },
  invitation: {
    interviewer: {
      email: {
        subject: 'Probeinterview mit {{ other }}: {{ day }}',
        preview: '{{ type }}. {{ when }}',
        heading: 'Sie führen ein Interview',
        lead: '{{ other }} hat ein Probeinterview mit Ihnen gebucht. Das soll geübt werden:',
        action: 'Interview öffnen',
        note: 'Dieser Link ist persönlich und öffnet das Interview ohne Konto. Bitte leiten Sie ihn nicht weiter.',
      },
      sms: {
        body: '{{ brand }}: {{ other }} hat ein Probeinterview mit Ihnen gebucht, {{ start }}. Ihr persönlicher Link steht in unserer E-Mail.',
      },
    },
  },
  'payment-received': {
    candidate: {
      email: {
        subject: 'Ihre Zahlung über {{ price }} ist da',
        preview: 'Für {{ type }} mit {{ other }}, {{ start }}.',
        heading: 'Danke für Ihre Zahlung',
        lead: 'Ihre Zahlung über {{ price }} ist angekommen.',
        action: 'Interview öffnen',
        note: 'Diese E-Mail ist Ihr Beleg für die Zahlung.',
      },
      sms: { body: '{{ brand }}: Ihre Zahlung über {{ price }} ist angekommen. Vielen Dank. {{ page }}' },
    },
  },
  'payment-failed': {
    candidate: {
      email: {
        subject: 'Ihre Zahlung hat nicht geklappt',
        preview: 'Für {{ type }} mit {{ other }} wurde nichts abgebucht.',
        heading: 'Ihre Zahlung hat nicht geklappt',
        lead: 'Es wurde nichts abgebucht, und dieses Interview ist noch nicht gebucht. Solange der Termin für Sie frei gehalten wird, können Sie es noch einmal oder auf anderem Weg versuchen.',
        action: 'Buchung öffnen',
        note: 'Ist der Termin inzwischen weg, können Sie einen anderen wählen.',
      },
      sms: {
        body: '{{ brand }}: Ihre Zahlung hat nicht geklappt, es wurde nichts abgebucht. Noch einmal: {{ page }}',
      },
    },
  },
  'hold-expired': {
    candidate: {
      email: {
        subject: 'Ihr Termin am {{ day }} wurde nicht gebucht',
        preview: 'Es kam keine Zahlung an. Es wurde nichts abgebucht.',
        heading: 'Ihr Termin ist wieder frei',
        lead: 'Wir haben ihn zehn Minuten für Sie frei gehalten, und es kam keine Zahlung an. Es wurde nichts abgebucht, und nichts ist gebucht.',
        action: 'Anderen Termin wählen',
        note: 'Haben Sie doch bezahlt? Sie brauchen nichts zu tun: Ist der Termin noch frei, buchen wir ihn; ist er es nicht, geben wir Ihnen das Geld zurück.',
      },
      sms: {
        body: '{{ brand }}: Für Ihren Termin, {{ start }}, kam keine Zahlung an. Er ist wieder frei; es wurde nichts abgebucht.',
      },
    },
  },
};
