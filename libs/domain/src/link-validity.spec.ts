import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { accessLinkExpiry, accessLinkPurposes, linkValidity } from './link-validity.ts';

const instant = fc.date({
  min: new Date('2020-01-01T00:00:00Z'),
  max: new Date('2040-01-01T00:00:00Z'),
  noInvalidDate: true,
});

describe('the life of a signed link', () => {
  it('ends an hour after an interview, seven days after it for a later request for feedback, and with the time to object to an outcome', () => {
    const endsAt = new Date('2026-05-04T10:00:00Z');
    expect(accessLinkExpiry(endsAt, 'invitation')).toEqual(new Date('2026-05-04T11:00:00Z'));
    expect(accessLinkExpiry(endsAt, 'feedback')).toEqual(new Date('2026-05-11T10:00:00Z'));
    expect(accessLinkExpiry(endsAt, 'outcome')).toEqual(new Date('2026-05-18T10:00:00Z'));
  });

  it('is over at the very instant of its expiry', () => {
    const expiresAt = new Date('2026-05-04T11:00:00Z');
    expect(linkValidity({ expiresAt, revokedAt: null }, new Date('2026-05-04T10:59:59.999Z'))).toBe('valid');
    expect(linkValidity({ expiresAt, revokedAt: null }, expiresAt)).toBe('expired');
  });

  it('never comes back once it was revoked or has expired', () => {
    fc.assert(
      fc.property(instant, fc.option(instant), instant, fc.nat(1e9), (expiresAt, revokedAt, now, later) => {
        const validity = linkValidity({ expiresAt, revokedAt }, now);
        const then = linkValidity({ expiresAt, revokedAt }, new Date(now.getTime() + later));
        if (validity !== 'valid') expect(then).toBe(validity);
      }),
    );
  });

  it('covers the whole interview', () => {
    fc.assert(
      fc.property(instant, fc.constantFrom(...accessLinkPurposes), (endsAt, purpose) => {
        const link = { expiresAt: accessLinkExpiry(endsAt, purpose), revokedAt: null };
        expect(linkValidity(link, endsAt)).toBe('valid');
      }),
    );
  });
});
