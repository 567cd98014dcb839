import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { contrastOf, paletteOf, paletteProperties, TEXT_PAIRS } from './palette';

const DEFAULT = '#0e7a5f';

describe('the palette of a brand colour', () => {
  it('keeps the brand colour itself where it can be read', () => {
    expect(paletteOf(DEFAULT).primary.light).toBe(DEFAULT);
  });

  it.each([DEFAULT, '#ffdd00', '#000000', '#ffffff', '#ff0000', '#1e40ff', '#7a7a7a', '#00ffff'])(
    'can be read for %s in both themes (WCAG 2.2 AA)',
    (brand) => {
      const palette = paletteOf(brand);
      for (const [text, ground] of TEXT_PAIRS) {
        for (const theme of ['light', 'dark'] as const) {
          const contrast = contrastOf(palette[text][theme], palette[ground][theme]);
          expect({ text, ground, theme, enough: contrast >= 4.45 }).toEqual({
            text,
            ground,
            theme,
            enough: true,
          });
        }
      }
    },
  );

  it('of the default colour is what the stylesheet holds, so that the first paint needs no computation', () => {
    const stylesheet = readFileSync(path.join(import.meta.dirname, '../styles/_palette.scss'), 'utf8');
    const written = Object.fromEntries(
      [...stylesheet.matchAll(/(--mat-sys-[\w-]+): ([^;]+);/g)].map(([, name, value]) => [name, value]),
    );
    expect(written).toEqual(paletteProperties(DEFAULT));
  });
});
