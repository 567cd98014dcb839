import type { ShippedTexts } from '../message-texts.ts';

/** What moves or ends an interview before it took place, and what becomes of the money. */
export const changes: ShippedTexts<'rescheduled' | 'cancelled' | 'refund' | 'admin-notice'> = {
  rescheduled: {
    candidate: {
      email: {
        subject: 'Neuer Termin für Ihr Probeinterview: {{ day }}',
        preview: '{{ type }} mit {{ other }}. {{ when }}',
        heading: 'Ihr Probeinterview hat einen neuen Termin',
        lead: '{% case rescheduledBy %}{% when "candidate" %}Sie haben Ihr Probeinterview mit {{ other }} verlegt.{% when "interviewer" %}{{ other }} musste Ihr Probeinterview verlegen.{% else %}Ihr Probeinterview mit {{ other }} wurde verlegt.{% endcase %}{% if paid %} An Ihrer Zahlung ändert sich nichts.{% endif %}',
        action: 'Interview öffnen',
        note: 'Die Einladung in dieser E-Mail verschiebt den Eintrag in Ihrem Kalender.',
      },
      sms: {
        body: '{{ brand }}: Ihr Probeinterview mit {{ other }} wurde verlegt auf {{ start }}. {{ page }}',
      },
    },
    interviewer: {
      email: {
        subject: 'Neuer Termin für Ihr Interview mit {{ other }}: {{ day }}',
        preview: '{{ type }}. {{ when }}',
        heading: 'Ihr Interview hat einen neuen Termin',
        lead: '{% case rescheduledBy %}{% when "candidate" %}{{ other }} hat das Interview verlegt.{% when "interviewer" %}Sie haben das Interview verlegt. {{ other }} weiß Bescheid.{% else %}Das Interview mit {{ other }} wurde verlegt.{% endcase %}',
        action: 'Interview öffnen',
        note: 'Die Einladung in dieser E-Mail verschiebt den Eintrag in Ihrem Kalender. Der Link ist persönlich; bitte leiten Sie ihn nicht weiter.',
      },
      sms: {
        body: '{{ brand }}: Ihr Interview mit {{ other }} wurde verlegt auf {{ start }}. Ihr persönlicher Link steht in unserer E-Mail.',
      },
    },
  },
  cancelled: {
    candidate: {
      email: {
        subject: 'Abgesagt: Ihr Probeinterview am {{ day }}',
        preview: '{{ type }} mit {{ other }}.{% if refund %} Sie bekommen {{ refund }} zurück.{% endif %}',
        heading: 'Ihr Probeinterview ist abgesagt',
        lead:
          '{% case cancelledBy %}{% when "candidate" %}Sie haben Ihr Probeinterview mit {{ other }} abgesagt.' +
          '{% when "interviewer" %}{{ other }} musste Ihr Probeinterview leider absagen.' +
          '{% else %}Ihr Probeinterview mit {{ other }} wurde abgesagt.{% endcase %}' +
          '\n\n{% if refund %}Sie bekommen {{ refund }} zurück und brauchen nichts zu tun.' +
          '{% elsif paid %}Nach den Bedingungen Ihrer Buchung wird der Preis nicht erstattet.{% endif %}',
        action: 'Anderes Interview buchen',
        note: 'Diese E-Mail nimmt den Eintrag aus Ihrem Kalender.',
      },
      sms: {
        body: '{{ brand }}: Ihr Probeinterview mit {{ other }}, {{ start }}, ist abgesagt.{% if refund %} Sie bekommen {{ refund }} zurück.{% endif %}',
      },
    },
    interviewer: {
      email: {
        subject: 'Abgesagt: Interview mit {{ other }} am {{ day }}',
        preview: '{{ type }}. Die Zeit gehört wieder Ihnen.',
        heading: 'Das Interview ist abgesagt',
        lead: '{% case cancelledBy %}{% when "candidate" %}{{ other }} hat das Interview abgesagt. Die Zeit gehört wieder Ihnen.{% when "interviewer" %}Sie haben das Interview abgesagt. {{ other }} weiß Bescheid.{% else %}Das Interview mit {{ other }} wurde abgesagt. Die Zeit gehört wieder Ihnen.{% endcase %}',
        action: '',
        note: 'Diese E-Mail nimmt den Eintrag aus Ihrem Kalender. Mehr ist nicht zu tun.',
      },
      sms: { body: '{{ brand }}: Das Interview mit {{ other }}, {{ start }}, ist abgesagt.' },
    },
  },
  refund: {
    candidate: {
      email: {
        subject: 'Sie bekommen {{ refund }} zurück',
        preview: 'Der Betrag wird auf demselben Weg erstattet.',
        heading: 'Sie bekommen {{ refund }} zurück',
        lead: '{{ refundReason }}\n\n{% if refund == price %}Der volle Betrag wird auf demselben Weg erstattet.{% else %}Von den bezahlten {{ price }} werden {{ refund }} auf demselben Weg erstattet.{% endif %}',
        action: 'Interview öffnen',
        note: 'Je nach Bank dauert es einige Tage, bis das Geld wieder da ist.',
      },
      sms: {
        body: '{{ brand }}: {{ refund }} sind auf dem Weg zurück zu Ihnen. Je nach Bank dauert es einige Tage.',
      },
    },
  },
  'admin-notice': {
    admin: {
      email: {
        subject: '{{ status }}: {{ candidate }} mit {{ interviewer }}, {{ day }}',
        preview: '{{ type }}. {{ when }}',
        heading: 'Interview: {{ status }}',
        lead: 'So steht es um das Interview von {{ candidate }} mit {{ interviewer }}.',
        action: 'Interview öffnen',
        note: 'Diese Nachricht sendet ein Ablauf Ihres Portals.',
      },
      sms: {
        body: '{{ brand }}: {{ candidate }} mit {{ interviewer }}, {{ start }}: {{ status }}. {{ page }}',
      },
    },
  },
};
