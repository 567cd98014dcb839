import { describe, expect, it } from '@jest/globals';
import { sampleInterview } from './sample-message.ts';
import type { Environment } from '../env.ts';
import { Clock } from '../platform/clock.ts';
import { InterviewCalendar } from './interview-calendar.ts';

const environment = {
  PUBLIC_URL: 'https://interviews.example.com',
  MAIL_FROM: 'Greenroom <hello@example.com>',
} as Environment;
const calendar = new InterviewCalendar(environment, new Clock());

/** Unfolded content lines (RFC 5545, 3.1). */
const unfolded = (entry: string): string => entry.replace(/\r\n[ \t]/g, '');
const linesOf = (entry: string): string[] => unfolded(entry).split('\r\n');
const interview = sampleInterview();

describe('a calendar entry', () => {
  it('keeps its UID for life, counts up with its times and is written in UTC', () => {
    const moved = sampleInterview({
      scheduleVersion: 4,
      scheduledAt: new Date('2026-11-25T08:00:00Z'),
      endsAt: new Date('2026-11-25T08:45:00Z'),
    });
    const uid = `UID:${interview.id}@interviews.example.com`;
    expect(linesOf(calendar.entryFor(interview, 'candidate'))).toEqual(
      expect.arrayContaining([
        uid,
        'SEQUENCE:0',
        'METHOD:REQUEST',
        'STATUS:CONFIRMED',
        'DTSTART:20261124T140000Z',
        'DTEND:20261124T144500Z',
      ]),
    );
    expect(linesOf(calendar.entryFor(moved, 'interviewer'))).toEqual(
      expect.arrayContaining([uid, 'SEQUENCE:4', 'DTSTART:20261125T080000Z']),
    );
  });

  it('can be taken back', () => {
    expect(linesOf(calendar.entryFor(interview, 'candidate', 'CANCEL'))).toEqual(
      expect.arrayContaining([
        `UID:${interview.id}@interviews.example.com`,
        'METHOD:CANCEL',
        'STATUS:CANCELLED',
        'SEQUENCE:1',
      ]),
    );
  });

  it('leads the candidate to the portal and tells the interviewer where their link is', () => {
    const page = `https://interviews.example.com/interviews/${interview.id}`;
    expect(linesOf(calendar.entryFor(interview, 'candidate'))).toEqual(
      expect.arrayContaining([
        `URL;VALUE=URI:${page}`,
        `LOCATION:${page}`,
        'SUMMARY:Technical interview with Ida Brandt',
      ]),
    );
    const forInterviewer = unfolded(calendar.entryFor(interview, 'interviewer'));
    expect(forInterviewer).toContain('SUMMARY:Technical interview with Casey Winter');
    expect(forInterviewer).toContain('personal link of your invitation');
    expect(forInterviewer).not.toContain('https://');
  });

  it('shows each side the other one’s name, not the address', () => {
    expect(unfolded(calendar.entryFor(interview, 'candidate'))).not.toContain(interview.interviewer.email);
    expect(unfolded(calendar.entryFor(interview, 'interviewer'))).not.toContain(interview.candidate.email);
  });

  it('is written in the reader’s language', () => {
    expect(unfolded(calendar.entryFor(sampleInterview({ candidateLocale: 'de' }), 'candidate'))).toContain(
      'Systementwurf',
    );
  });

  it.each([
    'Casey\r\nATTENDEE:mailto:victim@example.com',
    'Casey;CN=x:mailto:victim@example.com',
    'a\\nb,c;d"e',
  ])('cannot be given further lines by a name: %j', (name) => {
    const plain = linesOf(calendar.entryFor(interview, 'candidate'));
    const hostile = sampleInterview({
      jobRole: name,
      candidate: { name, email: 'casey@example.com', phone: null },
      interviewer: { ...interview.interviewer, name },
    });
    const named = linesOf(calendar.entryFor(hostile, 'candidate'));
    const property = (line: string) => line.split(/[;:]/, 1)[0];
    expect(named.map(property)).toEqual(plain.map(property));
    expect(named.filter((line) => line.startsWith('ATTENDEE'))).toHaveLength(1);
  });
});
