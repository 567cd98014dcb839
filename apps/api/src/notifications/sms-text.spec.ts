import { locales } from '@greenroom/contracts';
import { describe, expect, it } from '@jest/globals';
import { sampleMessage, sampleSituations } from './sample-message.ts';
import { toSmsText } from './sms-text.ts';
import { templates } from './templates/index.ts';
import { shippedTexts } from './texts/index.ts';

const branding = { name: 'Greenroom', brandColor: '#0E7A5F', logo: null, supportEmail: null };
const surroundings = { branding, publicUrl: 'https://interviews.example.com' };

/** Characters that a text message has in its own alphabet (3GPP TS 23.038, 6.2.1): one other, and a part holds 67 instead of 153. */
const ownAlphabet = /^[A-Za-zÄÖÜäöüß0-9 .,:;!?'"()/+=&%*<>@_$€£¥–-]*$/;

describe.each(templates.map((template) => [template.name, template.audience, template] as const))(
  'the text message "%s" to the %s',
  (_name, _audience, template) => {
    it.each(locales)('is short, complete and without a signed link in the language %s', (locale) => {
      for (const facts of sampleSituations) {
        const text = toSmsText(
          { ...sampleMessage(template, locale, surroundings), facts },
          shippedTexts(template.name, template.audience, locale).sms,
        );
        expect(text).not.toMatch(/\{[{%]|undefined|null|\/i#/);
        expect(text.length).toBeLessThanOrEqual(306);
        expect(text.replace('–', '-')).toMatch(ownAlphabet);
        expect(text).not.toContain('–');
      }
    });
  },
);
