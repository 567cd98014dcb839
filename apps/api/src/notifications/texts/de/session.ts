import type { ShippedTexts } from '../message-texts.ts';

/** From the reminder to the moment in which both are there, or are not. */
export const session: ShippedTexts<'reminder' | 'doorbell' | 'started' | 'no-show'> = {
  reminder: {
    candidate: {
      email: {
        subject: 'Ihr Probeinterview beginnt {{ startsIn }}',
        preview: '{{ type }} mit {{ other }}. {{ when }}',
        heading: 'Ihr Probeinterview beginnt {{ startsIn }}',
        lead: 'Nehmen Sie sich eine Minute, um Kamera und Mikrofon auszuprobieren, und suchen Sie sich einen ruhigen Platz.',
        action: 'Interview öffnen',
        note: 'Sie können doch nicht? Bitte sagen Sie es auf derselben Seite: je früher, desto besser für beide.',
      },
      sms: {
        body: '{{ brand }}: Ihr Probeinterview mit {{ other }} beginnt {{ startsIn }} ({{ start }}). {{ page }}',
      },
    },
    interviewer: {
      email: {
        subject: 'Ihr Interview mit {{ other }} beginnt {{ startsIn }}',
        preview: '{{ type }}. {{ when }}',
        heading: 'Ihr Interview beginnt {{ startsIn }}',
        lead: 'Das möchte {{ other }} üben:',
        action: 'Interview öffnen',
        note: 'Dieser Link ist persönlich und öffnet das Interview ohne Konto. Bitte leiten Sie ihn nicht weiter.',
      },
      sms: {
        body: '{{ brand }}: Ihr Interview mit {{ other }} beginnt {{ startsIn }} ({{ start }}). Ihr persönlicher Link steht in unserer E-Mail.',
      },
    },
  },
  doorbell: {
    candidate: {
      email: {
        subject: '{{ other }} wartet auf Sie',
        preview: 'Ihr Probeinterview kann beginnen: Kommen Sie herein.',
        heading: '{{ other }} wartet auf Sie',
        lead: '{{ other }} ist schon im Raum. Ihr Probeinterview beginnt, sobald Sie da sind.',
        action: 'Jetzt beitreten',
        note: 'Stimmt etwas mit Kamera oder Mikrofon nicht? Kommen Sie trotzdem herein: Das lässt sich gemeinsam klären.',
      },
      sms: { body: '{{ brand }}: {{ other }} wartet im Interviewraum auf Sie. Beitreten: {{ page }}' },
    },
    interviewer: {
      email: {
        subject: '{{ other }} wartet auf Sie',
        preview: 'Das Interview kann beginnen: Kommen Sie herein.',
        heading: '{{ other }} wartet auf Sie',
        lead: '{{ other }} ist schon im Raum. Das Interview beginnt, sobald Sie da sind.',
        action: 'Jetzt beitreten',
        note: 'Dieser Link ist persönlich und öffnet das Interview ohne Konto. Bitte leiten Sie ihn nicht weiter.',
      },
      sms: {
        body: '{{ brand }}: {{ other }} wartet im Interviewraum auf Sie. Ihr persönlicher Link steht in der E-Mail, die wir Ihnen eben geschickt haben.',
      },
    },
  },
  started: {
    candidate: {
      email: {
        subject: 'Ihr Probeinterview hat begonnen',
        preview: 'Sie sind beide im Raum. Das ist der Weg zurück, falls Sie ihn brauchen.',
        heading: 'Ihr Probeinterview hat begonnen',
        lead: '{{ other }} und Sie sind beide im Raum. Sollte Ihre Verbindung abreißen, kommen Sie hier zurück.',
        action: 'Zurück zum Interview',
        note: 'Mehr brauchen Sie nicht zu tun. Viel Erfolg!',
      },
      sms: {
        body: '{{ brand }}: Ihr Probeinterview mit {{ other }} hat begonnen. Falls die Verbindung abreißt: {{ page }}',
      },
    },
    interviewer: {
      email: {
        subject: 'Ihr Interview mit {{ other }} hat begonnen',
        preview: 'Sie sind beide im Raum. Das ist der Weg zurück, falls Sie ihn brauchen.',
        heading: 'Ihr Interview hat begonnen',
        lead: '{{ other }} und Sie sind beide im Raum. Sollte Ihre Verbindung abreißen, kommen Sie hier zurück.',
        action: 'Zurück zum Interview',
        note: 'Dieser Link ist persönlich. Bitte leiten Sie ihn nicht weiter.',
      },
      sms: {
        body: '{{ brand }}: Ihr Interview mit {{ other }} hat begonnen. Falls die Verbindung abreißt: Der Link steht in unserer E-Mail.',
      },
    },
  },
  'no-show': {
    candidate: {
      email: {
        subject:
          '{% if absent == "candidate" %}Sie haben bei Ihrem Probeinterview gefehlt{% else %}Ihr Probeinterview hat nicht stattgefunden{% endif %}',
        preview:
          '{{ type }} mit {{ other }}, {{ start }}.{% if refund %} Sie bekommen {{ refund }} zurück.{% endif %}',
        heading:
          '{% case absent %}{% when "candidate" %}Sie haben uns gefehlt{% when "interviewer" %}Es tut uns leid{% else %}Niemand ist gekommen{% endcase %}',
        lead:
          '{% case absent %}{% when "candidate" %}{{ other }} hat im Raum auf Sie gewartet, und wir haben Sie dort nicht gesehen.' +
          '{% when "interviewer" %}Sie waren da, {{ other }} nicht. Das hätte nicht geschehen dürfen.' +
          '{% else %}Wir haben weder Sie noch {{ other }} im Raum gesehen: Dieses Interview hat nicht stattgefunden.{% endcase %}' +
          '\n\n{% if refund %}Sie bekommen {{ refund }} zurück und brauchen nichts zu tun.' +
          '{% elsif paid %}Nach den Bedingungen Ihrer Buchung wird der Preis nicht erstattet.{% endif %}',
        action: 'Ansehen, was wir festgehalten haben',
        note: 'War es anders? Sagen Sie es uns auf dieser Seite, dann sieht es sich ein Mensch an.',
      },
      sms: {
        body: '{{ brand }}: Ihr Probeinterview mit {{ other }} hat nicht stattgefunden.{% if refund %} Sie bekommen {{ refund }} zurück.{% endif %} {{ page }}',
      },
    },
    interviewer: {
      email: {
        subject: '{{ other }} und Sie haben sich nicht getroffen',
        preview: '{{ type }}, {{ start }}.',
        heading:
          '{% case absent %}{% when "candidate" %}{{ other }} ist nicht gekommen{% when "interviewer" %}Sie haben uns gefehlt{% else %}Niemand ist gekommen{% endcase %}',
        lead: '{% case absent %}{% when "candidate" %}Danke, dass Sie gewartet haben. Wir haben {{ other }} nicht im Raum gesehen; das Interview gilt als von der anderen Seite versäumt.{% when "interviewer" %}{{ other }} hat im Raum auf Sie gewartet, und wir haben Sie dort nicht gesehen. Das Interview gilt als von Ihnen versäumt.{% else %}Wir haben weder Sie noch {{ other }} im Raum gesehen: Dieses Interview hat nicht stattgefunden.{% endcase %}',
        action: 'Ansehen, was wir festgehalten haben',
        note: 'War es anders? Sagen Sie es uns, dann sieht es sich ein Mensch an.',
      },
      sms: { body: '{{ brand }}: Das Interview mit {{ other }}, {{ start }}, hat nicht stattgefunden.' },
    },
  },
};
