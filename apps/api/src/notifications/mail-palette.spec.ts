import { Contrast, argbFromHex, Hct } from '@material/material-color-utilities';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { mailPalette } from './mail-palette.ts';

const toneOf = (hex: string): number => Hct.fromInt(argbFromHex(hex)).tone;
const contrast = (one: string, other: string): number => Contrast.ratioOfTones(toneOf(one), toneOf(other));

describe('the colours of a mail', () => {
  it('are the brand’s own where they can be read', () => {
    expect(mailPalette('#0E7A5F').accent).toBe('#0e7a5f');
  });

  it('can be read whatever the brand’s colour', () => {
    const colour = fc
      .integer({ min: 0, max: 0xffffff })
      .map((value) => `#${value.toString(16).padStart(6, '0')}`);
    fc.assert(
      fc.property(colour, (brandColor) => {
        const { accent, accentInDark, onAccentInDark } = mailPalette(brandColor);
        expect(contrast(accent, '#ffffff')).toBeGreaterThanOrEqual(4.5);
        expect(contrast(accentInDark, onAccentInDark)).toBeGreaterThanOrEqual(4.5);
        expect(contrast(accentInDark, '#221f1b')).toBeGreaterThanOrEqual(4.5);
      }),
    );
  });
});
