import type { ShippedTexts } from '../message-texts.ts';

/** After the interview. */
export const afterwards: ShippedTexts<'completed' | 'feedback-request' | 'feedback-nag' | 'feedback-ready'> =
  {
    completed: {
      candidate: {
        email: {
          subject: 'Wie war Ihr Probeinterview mit {{ other }}?',
          preview: 'Gut gemacht, und vielen Dank. Eine Bewertung dauert zehn Sekunden.',
          heading: 'Gut gemacht, und vielen Dank',
          lead:
            'Sie haben Ihr Probeinterview mit {{ other }} hinter sich. ' +
            '{% if hasFeedback %}Ihr Feedback liegt bereit.{% else %}Wir bitten {{ other }} jetzt um Ihr Feedback und sagen Ihnen, sobald es da ist.{% endif %}' +
            '\n\nWie war das Gespräch für Sie? Eine Bewertung dauert zehn Sekunden und hilft denen, die nach Ihnen kommen.',
          action: 'Gespräch bewerten',
          note: 'Sie finden dieses Interview jederzeit unter Ihren bisherigen.',
        },
        sms: {
          body: '{{ brand }}: Gut gemacht! Wie war Ihr Gespräch mit {{ other }}? Bewerten: {{ page }}',
        },
      },
    },
    'feedback-request': {
      interviewer: {
        email: {
          subject: 'Wie war {{ other }}?',
          preview: 'Ihr Feedback zum Probeinterview, solange es frisch ist.',
          heading: 'Wie war {{ other }}?',
          lead: 'Danke, dass Sie dieses Interview geführt haben. Ein paar ehrliche Sätze und eine Bewertung sind das, wofür {{ other }} gekommen ist.',
          action: 'Feedback geben',
          note: 'Dieser Link ist persönlich und sieben Tage lang gültig. Bitte leiten Sie ihn nicht weiter.',
        },
        sms: {
          body: '{{ brand }}: Danke, dass Sie das Interview mit {{ other }} geführt haben. Der Link zum Feedback steht in unserer E-Mail.',
        },
      },
    },
    'feedback-nag': {
      interviewer: {
        email: {
          subject: '{{ other }} wartet auf Ihr Feedback',
          preview: 'Ein paar ehrliche Sätze genügen.',
          heading: '{{ other }} wartet auf Ihr Feedback',
          lead: 'Es muss nicht lang sein: was gut war, woran zu arbeiten ist, und eine Bewertung. Fünf Minuten von Ihnen nimmt {{ other }} ins nächste echte Gespräch mit.',
          action: 'Feedback geben',
          note: 'Dieser Link ist persönlich. Bitte leiten Sie ihn nicht weiter.',
        },
        sms: {
          body: '{{ brand }}: {{ other }} wartet auf Ihr Feedback. Der Link zum Formular steht in unserer E-Mail.',
        },
      },
    },
    'feedback-ready': {
      candidate: {
        email: {
          subject: 'Ihr Feedback von {{ other }} ist da',
          preview: '{{ other }} hat zu Ihrem Probeinterview geschrieben.',
          heading: 'Ihr Feedback ist da',
          lead: '{{ other }} hat sich Zeit genommen, zu Ihrem Probeinterview zu schreiben.',
          action: 'Feedback lesen',
          note: 'Es bleibt bei Ihren bisherigen Interviews, sodass Sie jederzeit darauf zurückkommen können.',
        },
        sms: { body: '{{ brand }}: Ihr Feedback von {{ other }} ist da. {{ page }}' },
      },
    },
  };
