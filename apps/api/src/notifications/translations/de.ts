import type { TextKey } from './translate.ts';

/** Every text of mails and calendar entries in German. */
export const de: Record<TextKey, string> = {
  'mail.greeting': 'Hallo {name},',
  'mail.button-hint': 'Oder diese Adresse in den Browser kopieren:',
  'mail.why-candidate': 'Sie erhalten diese E-Mail, weil Sie bei {brand} ein Interview gebucht haben.',
  'mail.why-admin': 'Sie erhalten diese E-Mail, weil Sie {brand} betreuen.',
  'mail.why-interviewer': 'Sie erhalten diese E-Mail, weil Sie für {brand} Interviews führen.',
  'mail.support': 'Fragen? Schreiben Sie an {address}.',
  'mail.other-zone': 'Für {name}: {when}',

  'fact.when': 'Wann',
  'fact.previously': 'Bisher',
  'fact.candidate': 'Kandidat:in',
  'fact.interviewer': 'Interviewer:in',
  'fact.type': 'Interview',
  'fact.job-role': 'Stelle',
  'fact.level': 'Erfahrung',
  'fact.focus': 'Schwerpunkt',
  'fact.price': 'Preis',
  'fact.refund': 'Erstattung',
  'fact.status': 'Stand',

  'status.held': 'Reserviert',
  'status.scheduled': 'Gebucht',
  'status.in-progress': 'Läuft',
  'status.completed': 'Abgeschlossen',
  'status.expired': 'Verfallen',
  'status.cancelled': 'Abgesagt',
  'status.no-show': 'Nicht zustande gekommen',

  'level.entry': 'Berufseinstieg',
  'level.junior': 'Junior',
  'level.mid': 'Mit Berufserfahrung',
  'level.senior': 'Senior',
  'level.lead': 'Leitung',

  'focus.general': 'Allgemein',
  'focus.behavioural': 'Verhaltensfragen',
  'focus.technical': 'Fachfragen',
  'focus.system-design': 'Systementwurf',
  'focus.case-study': 'Fallstudie',
  'focus.salary': 'Gehaltsverhandlung',

  'refund.reason.slot-taken':
    'Ihre Zahlung kam nach Ablauf der Zahlungsfrist an, und der Termin war inzwischen anderweitig gebucht: Dieses Interview findet nicht statt.',
  'refund.reason.start-passed':
    'Ihre Zahlung kam erst an, als das Interview schon hätte beginnen sollen: Dieses Interview findet nicht statt.',
  'refund.reason.given-up':
    'Ihre Zahlung kam an, nachdem die Buchung abgebrochen worden war: Dieses Interview findet nicht statt.',
  'refund.reason.interviewer-unavailable':
    'Ihre Zahlung kam nach Ablauf der Zahlungsfrist an, und dieser Termin war nicht mehr buchbar: Dieses Interview findet nicht statt.',
  'refund.reason.mismatch':
    'Bezahlt wurde ein anderer Betrag als der Preis der Buchung: Dieses Interview findet nicht statt.',
  'refund.reason.free-cancellation': 'Sie haben rechtzeitig und damit kostenfrei abgesagt.',
  'refund.reason.late-cancellation':
    'Sie haben spät abgesagt: Ein Teil des Preises wird einbehalten, wie bei der Buchung vereinbart.',
  'refund.reason.cancelled-after-start': 'Sie haben nach dem Beginn abgesagt.',
  'refund.reason.cancelled-by-interviewer': 'Ihre Interviewer:in musste dieses Interview absagen.',
  'refund.reason.cancelled-by-admin': 'Wir mussten dieses Interview absagen.',
  'refund.reason.delivered': 'Wir haben Ihnen die Zahlung für dieses Interview erstattet.',
  'refund.reason.cut-short': 'Dieses Interview war viel kürzer als geplant.',
  'refund.reason.no-show-candidate':
    'Sie sind nicht zu diesem Interview gekommen. Erstattet wird, was bei der Buchung vereinbart wurde.',
  'refund.reason.no-show-interviewer': 'Ihre Interviewer:in ist nicht zu diesem Interview gekommen.',
  'refund.reason.no-show-both': 'Dieses Interview hat nicht stattgefunden.',
  'refund.reason.by-hand': 'Wir haben Ihnen die Zahlung für dieses Interview erstattet.',
  'refund.reason.other': 'Ihre Zahlung für dieses Interview wurde erstattet.',

  'policy.cancel': 'Sie können bis zum Beginn absagen',
  'policy.cancel-free': 'Sie können bis zum Beginn kostenlos absagen',
  'policy.cancel-then-fee':
    'Sie können bis {hours} vor Beginn kostenlos absagen, danach werden {percent} des Preises einbehalten',
  'policy.cancel-then-all':
    'Sie können bis {hours} vor Beginn kostenlos absagen, danach wird nichts erstattet',
  'policy.move': 'die Zeit lässt sich bis zum Beginn bis zu {times} Mal verlegen',
  'policy.move-until': 'die Zeit lässt sich bis {hours} vorher bis zu {times} Mal verlegen',
  'policy.move-once': 'die Zeit lässt sich bis zum Beginn einmal verlegen',
  'policy.move-once-until': 'die Zeit lässt sich bis {hours} vorher einmal verlegen',
  'policy.move-never': 'die Zeit lässt sich nicht verlegen',
  'policy.late': 'wenn Sie mehr als {minutes} zu spät kommen, findet das Interview nicht statt',
  'policy.late-nothing':
    'wenn Sie mehr als {minutes} zu spät kommen, findet das Interview nicht statt und es wird nichts erstattet',
  'policy.late-part':
    'wenn Sie mehr als {minutes} zu spät kommen, findet das Interview nicht statt und {percent} werden erstattet',

  'checkout.kept-until': 'Für Sie reserviert bis {time}.',

  'calendar.summary': '{type} mit {other}',
  'calendar.details': 'Stelle: {jobRole}\nErfahrung: {level}\nSchwerpunkt: {focus}',
  'calendar.candidate-hint': 'Alles zum Interview und der Raum: {url}',
  'calendar.interviewer-hint': 'Öffnen Sie das Interview mit dem persönlichen Link aus Ihrer Einladung.',
  'calendar.online': 'Online',
};
