import { Contrast, Hct, TonalPalette, argbFromHex, hexFromArgb } from '@material/material-color-utilities';

/** Hue and chroma of the warm paper that every surface is made of (HCT, the colour space of Material 3). */
const NEUTRAL = { hue: 98, chroma: 2.6 } as const;
const NEUTRAL_VARIANT = { hue: 98, chroma: 5 } as const;
/** Amber: the one colour for "attention". */
const ATTENTION = { hue: 72, chroma: 56 } as const;
/** Red: only for loss. */
const ERROR = { hue: 25, chroma: 72 } as const;

/** WCAG 2.2 AA for text of any size. */
const TEXT_CONTRAST = 4.5;

type Source = 'primary' | 'tint' | 'secondary' | 'attention' | 'error' | 'neutral' | 'variant';

/** Role of Material 3 → palette, tone in light, tone in dark. */
const ROLES = {
  primary: ['primary', 40, 80],
  'on-primary': ['primary', 100, 20],
  'primary-container': ['tint', 92, 26],
  'on-primary-container': ['tint', 20, 92],
  'inverse-primary': ['primary', 80, 40],
  secondary: ['secondary', 38, 80],
  'on-secondary': ['secondary', 100, 20],
  'secondary-container': ['secondary', 92, 26],
  'on-secondary-container': ['secondary', 18, 92],
  tertiary: ['attention', 36, 80],
  'on-tertiary': ['attention', 100, 20],
  'tertiary-container': ['attention', 92, 26],
  'on-tertiary-container': ['attention', 20, 92],
  error: ['error', 40, 80],
  'on-error': ['error', 100, 20],
  'error-container': ['error', 93, 26],
  'on-error-container': ['error', 24, 92],
  background: ['neutral', 97, 8],
  'on-background': ['neutral', 12, 92],
  surface: ['neutral', 97, 8],
  'surface-dim': ['neutral', 88, 8],
  'surface-bright': ['neutral', 98, 24],
  'surface-container-lowest': ['neutral', 100, 5],
  'surface-container-low': ['neutral', 95, 12],
  'surface-container': ['neutral', 93.5, 15],
  'surface-container-high': ['neutral', 92, 18],
  'surface-container-highest': ['neutral', 90, 22],
  'on-surface': ['neutral', 12, 92],
  'surface-variant': ['variant', 91, 28],
  'on-surface-variant': ['variant', 34, 78],
  outline: ['variant', 48, 60],
  'outline-variant': ['variant', 86, 28],
  'inverse-surface': ['neutral', 20, 92],
  'inverse-on-surface': ['neutral', 95, 20],
} as const satisfies Record<string, readonly [Source, number, number]>;

export type ColorRole = keyof typeof ROLES;

/** Colours of one role as `#rrggbb`. */
export interface ThemedColor {
  readonly light: string;
  readonly dark: string;
}

/** Every pair of roles that carries text; the specification proves 4.5:1 for any brand colour. */
export const TEXT_PAIRS = [
  ['on-primary', 'primary'],
  ['on-primary-container', 'primary-container'],
  ['on-secondary-container', 'secondary-container'],
  ['on-tertiary-container', 'tertiary-container'],
  ['on-error', 'error'],
  ['on-error-container', 'error-container'],
  ['primary', 'surface'],
  ['primary', 'surface-container-low'],
  ['primary', 'surface-container-lowest'],
  ['tertiary', 'surface'],
  ['error', 'surface'],
  ['error', 'surface-container-lowest'],
  ['on-surface', 'surface'],
  ['on-surface', 'surface-container-highest'],
  ['on-surface-variant', 'surface'],
  ['on-surface-variant', 'surface-container-high'],
  ['inverse-on-surface', 'inverse-surface'],
] as const satisfies readonly (readonly [ColorRole, ColorRole])[];

/**
 * The whole palette of a brand colour. In light the brand colour itself is used where text on it and beside it stays
 * readable (4.5:1); otherwise the nearest darker tone of it.
 *
 * @param brandColor `#rrggbb`
 */
export function paletteOf(brandColor: string): Record<ColorRole, ThemedColor> {
  const brand = Hct.fromInt(argbFromHex(brandColor));
  const palettes: Record<Source, TonalPalette> = {
    primary: TonalPalette.fromHct(brand),
    tint: TonalPalette.fromHueAndChroma(brand.hue, Math.min(20, brand.chroma)),
    secondary: TonalPalette.fromHueAndChroma(brand.hue, Math.min(9, brand.chroma)),
    attention: TonalPalette.fromHueAndChroma(ATTENTION.hue, ATTENTION.chroma),
    error: TonalPalette.fromHueAndChroma(ERROR.hue, ERROR.chroma),
    neutral: TonalPalette.fromHueAndChroma(NEUTRAL.hue, NEUTRAL.chroma),
    variant: TonalPalette.fromHueAndChroma(NEUTRAL_VARIANT.hue, NEUTRAL_VARIANT.chroma),
  };
  const [, surfaceTone] = ROLES['surface-container-low'];
  const darkestNeeded = Contrast.darkerUnsafe(surfaceTone, TEXT_CONTRAST);
  const brandReads = brand.tone <= darkestNeeded;

  const entries = Object.entries(ROLES).map(([role, [source, light, dark]]) => {
    const palette = palettes[source];
    const lightColor =
      role === 'primary'
        ? brandReads
          ? brandColor.toLowerCase()
          : hexFromArgb(palette.tone(Math.floor(darkestNeeded)))
        : hexFromArgb(palette.tone(light));
    return [role, { light: lightColor, dark: hexFromArgb(palette.tone(dark)) }];
  });
  return Object.fromEntries(entries) as Record<ColorRole, ThemedColor>;
}

/** The palette as the custom properties that Angular Material and our own styles read, both themes in one value. */
export function paletteProperties(brandColor: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(paletteOf(brandColor)).map(([role, { light, dark }]) => [
      `--mat-sys-${role}`,
      `light-dark(${light}, ${dark})`,
    ]),
  );
}

/** WCAG contrast of two `#rrggbb` colours, 1 to 21. */
export function contrastOf(one: string, other: string): number {
  const tone = (hex: string) => Hct.fromInt(argbFromHex(hex)).tone;
  return Contrast.ratioOfTones(tone(one), tone(other));
}
