import { Inject, Injectable } from '@nestjs/common';
import { experienceLevelSchema, focusAreaSchema, type ParticipantRole } from '@greenroom/contracts';
import {
  default as createCalendar,
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalCalendarMethod,
  ICalEventStatus,
} from 'ical-generator';
import { ENVIRONMENT, type Environment } from '../env.ts';
import type { InterviewRecord } from '../interviews/interviews.repository.ts';
import { Clock } from '../platform/clock.ts';
import { senderOf } from '../platform/mail/sender.ts';
import { plainText } from './plain-text.ts';
import { readerLocale, type TextKey, type TextParameters, translate } from './translations/translate.ts';

/** `REQUEST` invites, and moves what was invited to before; `CANCEL` takes it back (RFC 5546, 3.2). */
export type CalendarMethod = 'REQUEST' | 'CANCEL';

/**
 * Calendar entries of interviews (RFC 5545). An interview keeps one UID for life and its SEQUENCE counts up with its times, so that a calendar
 * moves the entry instead of adding another. Each side gets an entry of its own: the other one appears with a name only, and no entry
 * holds a link that opens anything.
 */
@Injectable()
export class InterviewCalendar {
  constructor(
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly clock: Clock,
  ) {}

  entryFor(row: InterviewRecord, audience: ParticipantRole, method: CalendarMethod = 'REQUEST'): string {
    const { PUBLIC_URL } = this.environment;
    const text = textsFor(row, audience);
    const sender = senderOf(this.environment);
    const portalPage = audience === 'candidate' ? `${PUBLIC_URL}/interviews/${row.id}` : null;
    const [attendee, other] =
      audience === 'candidate' ? [row.candidate, row.interviewer] : [row.interviewer, row.candidate];
    const hint = portalPage
      ? text('calendar.candidate-hint', { url: portalPage })
      : text('calendar.interviewer-hint');

    const calendar = createCalendar({
      prodId: { company: 'Greenroom', product: 'Greenroom', language: text.locale.toUpperCase() },
      method: method === 'CANCEL' ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST,
    });
    calendar.createEvent({
      id: `${row.id}@${new URL(PUBLIC_URL).hostname}`,
      // Taking back is a change of its own: it counts up once more (RFC 5546, 2.1.4).
      sequence: method === 'CANCEL' ? row.scheduleVersion + 1 : row.scheduleVersion,
      stamp: this.clock.now(),
      start: row.scheduledAt,
      end: row.endsAt,
      status: method === 'CANCEL' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      summary: text('calendar.summary', { type: row.typeName, other: plainText(other.name) }),
      description: `${text('calendar.details', {
        jobRole: row.jobRole,
        level: text(`level.${experienceLevelSchema.parse(row.experienceLevel)}`),
        focus: text(`focus.${focusAreaSchema.parse(row.focus)}`),
      })}\n\n${hint}`,
      location: portalPage ?? text('calendar.online'),
      ...(portalPage && { url: portalPage }),
      organizer: { name: plainText(sender.name) || sender.address, email: sender.address },
      attendees: [
        {
          name: plainText(attendee.name),
          email: attendee.email,
          role: ICalAttendeeRole.REQ,
          status: ICalAttendeeStatus.ACCEPTED,
          rsvp: false,
        },
      ],
    });
    return calendar.toString();
  }
}

function textsFor(row: InterviewRecord, audience: ParticipantRole) {
  const locale = readerLocale(audience === 'candidate' ? row.candidateLocale : row.interviewer.locale);
  const text = (key: TextKey, parameters?: TextParameters) => translate(locale, key, parameters);
  return Object.assign(text, { locale });
}
