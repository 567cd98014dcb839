import { describe, expect, it } from '@jest/globals';
import { interviewTypeInputSchema } from '@greenroom/contracts';
import fc from 'fast-check';
import { slugOf } from './slug';

describe('the slug suggested for a name', () => {
  it.each([
    ['Technical interview', 'technical-interview'],
    ['Gehälter & Zahlen', 'gehaelter-and-zahlen'],
    ['  Café: première étape!  ', 'cafe-premiere-etape'],
    ['日本語', ''],
  ])('"%s" gives "%s"', (name, slug) => {
    expect(slugOf(name)).toBe(slug);
  });

  it('is always one that the API takes, or empty', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 120 }), (name) => {
        const slug = slugOf(name);
        expect(slug === '' || interviewTypeInputSchema.shape.slug.safeParse(slug).success).toBe(true);
      }),
    );
  });
});
