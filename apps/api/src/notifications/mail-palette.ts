import { argbFromHex, Contrast, Hct, hexFromArgb, TonalPalette } from '@material/material-color-utilities';

/** The colours of a mail that come from the brand; everything else is the same warm neutral for everybody. `#rrggbb`. */
export interface MailPalette {
  /** Button and links, read on white and under white text. */
  readonly accent: string;
  /** The same in dark mode, with dark text on it. */
  readonly accentInDark: string;
  readonly onAccentInDark: string;
}

/** WCAG 2.2 AA for text of any size. */
const TEXT_CONTRAST = 4.5;
/** Tone of white; the button's text and the card are white. */
const WHITE_TONE = 100;

/**
 * Brings a brand colour to where text on it and of it is readable (4.5:1): itself, or the nearest darker tone of its hue.
 *
 * @param brandColor `#rrggbb`.
 */
export function mailPalette(brandColor: string): MailPalette {
  const brand = Hct.fromInt(argbFromHex(brandColor));
  const tones = TonalPalette.fromHct(brand);
  const lightest = Math.floor(Contrast.darkerUnsafe(WHITE_TONE, TEXT_CONTRAST));
  return {
    accent: brand.tone <= lightest ? brandColor.toLowerCase() : hexFromArgb(tones.tone(lightest)),
    accentInDark: hexFromArgb(tones.tone(80)),
    onAccentInDark: hexFromArgb(tones.tone(20)),
  };
}
