import type { TextKey } from './translate.ts';

/** Every text of mails and calendar entries in German. */
export const de: Record<TextKey, string> = {
  'mail.greeting': 'Hallo {name},',
  'mail.button-hint': 'Oder diese Adresse in den Browser kopieren:',
  'mail.why-candidate': 'Sie erhalten diese E-Mail, weil Sie bei {brand} ein Interview gebucht haben.',
  'mail.why-interviewer': 'Sie erhalten diese E-Mail, weil Sie für {brand} Interviews führen.',
  'mail.support': 'Fragen? Schreiben Sie an {address}.',
  'mail.other-zone': 'Für {name}: {when}',

  'fact.when': 'Wann',
  'fact.candidate': 'Gespräch mit',
  'fact.interviewer': 'Gespräch mit',
  'fact.type': 'Interview',
  'fact.job-role': 'Stelle',
  'fact.level': 'Erfahrung',
  'fact.focus': 'Schwerpunkt',
  'fact.amount': 'Betrag',

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

  'confirmation.subject': 'Ihr Probeinterview ist gebucht: {day}',
  'confirmation.preview': '{type} mit {other}. {when}',
  'confirmation.heading': 'Ihr Probeinterview ist gebucht',
  'confirmation.lead': '{other} freut sich auf das Gespräch mit Ihnen. Das haben Sie gebucht:',
  'confirmation.action': 'Interview öffnen',
  'confirmation.note':
    'Dort können Sie vorher jederzeit Kamera und Mikrofon ausprobieren. Der Raum öffnet sich auf derselben Seite.',

  'invitation.subject': 'Probeinterview mit {other}: {day}',
  'invitation.preview': '{type}. {when}',
  'invitation.heading': 'Sie führen ein Interview',
  'invitation.lead': '{other} hat ein Probeinterview mit Ihnen gebucht. Das soll geübt werden:',
  'invitation.action': 'Interview öffnen',
  'invitation.note':
    'Dieser Link ist persönlich und öffnet das Interview ohne Konto. Bitte leiten Sie ihn nicht weiter.',

  'refund.subject': 'Ihre Zahlung wurde erstattet',
  'refund.preview': '{amount} werden auf demselben Weg erstattet.',
  'refund.heading': 'Ihre Zahlung wurde erstattet',
  'refund.lead': '{reason} Der volle Betrag wird auf demselben Weg erstattet.',
  'refund.action': 'Interview buchen',
  'refund.note': 'Je nach Bank dauert es einige Tage, bis das Geld wieder da ist.',
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
  'refund.reason.by-hand': 'Wir haben Ihnen die Zahlung für dieses Interview erstattet.',
  'refund.reason.other': 'Ihre Zahlung für dieses Interview wurde erstattet.',

  'checkout.kept-until': 'Für Sie reserviert bis {time}.',

  'feedback-request.subject': 'Wie war {other}?',
  'feedback-request.preview': 'Ihr Feedback zum Probeinterview, solange es frisch ist.',
  'feedback-request.heading': 'Wie war {other}?',
  'feedback-request.lead':
    'Danke, dass Sie dieses Interview geführt haben. Ein paar ehrliche Sätze und eine Bewertung sind das, wofür {other} gekommen ist.',
  'feedback-request.action': 'Feedback geben',
  'feedback-request.note':
    'Dieser Link ist persönlich und sieben Tage lang gültig. Bitte leiten Sie ihn nicht weiter.',

  'feedback-ready.subject': 'Ihr Feedback von {other} ist da',
  'feedback-ready.preview': '{other} hat zu Ihrem Probeinterview geschrieben.',
  'feedback-ready.heading': 'Ihr Feedback ist da',
  'feedback-ready.lead': '{other} hat sich Zeit genommen, zu Ihrem Probeinterview zu schreiben.',
  'feedback-ready.action': 'Feedback lesen',
  'feedback-ready.note':
    'Es bleibt bei Ihren bisherigen Interviews, sodass Sie jederzeit darauf zurückkommen können.',

  'calendar.summary': '{type} mit {other}',
  'calendar.details': 'Stelle: {jobRole}\nErfahrung: {level}\nSchwerpunkt: {focus}',
  'calendar.candidate-hint': 'Alles zum Interview und der Raum: {url}',
  'calendar.interviewer-hint': 'Öffnen Sie das Interview mit dem persönlichen Link aus Ihrer Einladung.',
  'calendar.online': 'Online',
};
