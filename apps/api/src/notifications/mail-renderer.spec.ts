import { beforeAll, describe, expect, it } from '@jest/globals';
import { type Locale, locales } from '@greenroom/contracts';
import { MailRenderer } from './mail-renderer.ts';
import { toMailView } from './mail-view.ts';
import type { MessageSubject } from './message-subject.ts';
import { sampleFacts, sampleInterview, sampleMessage, sampleSituations } from './sample-message.ts';
import { findTemplate, templates } from './templates/index.ts';
import type { MessageTemplate } from './templates/template.ts';
import { shippedTexts } from './texts/index.ts';

const branding = { name: 'Greenroom', brandColor: '#0E7A5F', logo: null, supportEmail: 'help@example.com' };
const publicUrl = 'https://interviews.example.com';
const renderer = new MailRenderer();

function template(name: MessageTemplate['name'], audience: MessageTemplate['audience']): MessageTemplate {
  const found = findTemplate(name, audience);
  if (!found) throw new Error(`There is no ${name} for the ${audience}`);
  return found;
}
const invitation = template('invitation', 'interviewer');

const render = async (changes: Partial<MessageSubject> = {}, locale: Locale = 'en', about = invitation) => {
  const subject = { ...sampleMessage(about, locale, { branding, publicUrl }), ...changes };
  const view = toMailView(subject, shippedTexts(about.name, about.audience, locale).email);
  return { view, ...(await renderer.render(view)) };
};

beforeAll(async () => {
  await renderer.prepare();
});

describe.each(templates.map((about) => [about.name, about.audience, about] as const))(
  'the mail "%s" to the %s',
  (_name, _audience, about) => {
    it.each(locales)('is complete in both forms in the language %s', async (locale) => {
      const { view, html, text } = await render({}, locale, about);
      expect(html).toContain(`<html lang="${locale}"`);
      for (const form of [html, text, view.subject])
        expect(form).not.toMatch(/\{[{%]|undefined|null|\[object/);
      const words = [view.greeting, ...view.lead, ...view.note, ...(view.button ? [view.button.label] : [])];
      for (const sentence of words) {
        expect(html).toContain(escaped(sentence));
        expect(text).toContain(sentence);
      }
      if (view.button) {
        expect(html).toContain(`href="${view.button.url}"`);
        expect(text).toContain(view.button.url);
      }
      expect(text).not.toMatch(/\n{3,}/);
    });

    it.each(locales)('has words for whatever happened, in the language %s', async (locale) => {
      for (const facts of sampleSituations) {
        const { view } = await render({ facts }, locale, about);
        for (const part of [view.subject, view.heading, ...view.lead]) expect(part).not.toBe('');
        expect(view.lead.length).toBeGreaterThan(0);
      }
    });
  },
);

describe('what a mail says', () => {
  it('gives the time in both zones, the reader’s first', async () => {
    const { text } = await render();
    expect(text).toContain('When: Tuesday, 24 November 2026, 09:00–09:45 (America/New_York)');
    expect(text).toContain('For Casey Winter: Tuesday, 24 November 2026, 15:00–15:45 (Europe/Berlin)');
  });

  it('gives the time once when both are in one zone', async () => {
    const { text } = await render({ interview: sampleInterview({ candidateTimeZone: 'America/New_York' }) });
    expect(text.match(/2026/g)).toHaveLength(1);
  });

  it('shows the interviewer no price and nobody the other one’s address', async () => {
    for (const about of templates) {
      const { html, text, view } = await render({}, 'en', about);
      const mail = html + text + view.subject;
      if (about.audience !== 'candidate') expect(mail).not.toContain('casey@example.com');
      if (about.audience !== 'interviewer') expect(mail).not.toContain('ida@specialists.example');
      if (about.audience === 'interviewer') expect(html + text).not.toMatch(/90[.,]00|€|EUR/);
    }
  });

  it('says who was missed at an interview that did not take place, and what becomes of the money', async () => {
    const toCandidate = template('no-show', 'candidate');
    const missed = await render(
      { facts: { ...sampleFacts, absent: 'candidate', refund: null } },
      'en',
      toCandidate,
    );
    expect(missed.text).toContain('we did not see you there');
    expect(missed.text).toContain('the price is not given back');
    const letDown = await render({ facts: { ...sampleFacts, absent: 'interviewer' } }, 'en', toCandidate);
    expect(letDown.text).toContain('You were there and Ida Brandt was not');
    expect(letDown.text).toContain('We are giving back €90.00');
  });

  it('says what the time was before', async () => {
    const { text } = await render({}, 'de', template('rescheduled', 'candidate'));
    expect(text).toContain('Bisher: Montag, 23. November 2026, 17:00–17:45 Uhr (Europe/Berlin)');
  });

  it('says why a payment went back, also for a reason without words of its own', async () => {
    const refund = template('refund', 'candidate');
    const because = (reason: string) => ({
      facts: { ...sampleFacts, refund: { amountMinor: 4_500, reason } },
    });
    const taken = await render(because('slot-taken'), 'en', refund);
    expect(taken.text).toContain('booked by somebody else');
    expect(taken.text).toContain('Of the €90.00 that you paid, €45.00 go back');
    const unknown = await render(because('__proto__'), 'en', refund);
    expect(unknown.text).toContain('has been given back');
  });

  it('has no button where there is nowhere to go', async () => {
    const { html, text } = await render({}, 'en', template('cancelled', 'interviewer'));
    expect(html).not.toContain('href="http');
    expect(text).not.toContain('http');
  });

  it('loads nothing from anywhere', async () => {
    const { html } = await render({ branding: { ...branding, logo: 'data:image/png;base64,iVBORw0KGgo=' } });
    expect(html).toContain('src="cid:logo"');
    expect(html).toContain('alt="Greenroom"');
    expect(html.match(/(?:src|@import|url\()[^>]*https?:/g)).toBeNull();
  });

  it('wears the brand’s colour, darker where white text would not be readable on it', async () => {
    expect((await render()).html).toContain('#0e7a5f');
    const pale = await render({ branding: { ...branding, brandColor: '#ffee00' } });
    expect(pale.html).not.toContain('#ffee00');
    expect(pale.html).not.toContain('#04765c');
  });
});

describe('what people typed', () => {
  const hostile = [
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    '{{ palette.accent }}{% raw %}',
    '</td></table><a href="https://evil.example">',
    '&lt;b&gt; & <b>',
  ];

  it.each(hostile)('is shown and never becomes markup or a template: %s', async (typed) => {
    const interview = sampleInterview({
      jobRole: typed,
      typeName: typed,
      candidate: { name: typed, email: 'c@example.com', phone: null },
    });
    const plain = await render();
    const { html, text } = await render({ interview });
    expect(html).toContain(escaped(typed));
    expect(tagsOf(html)).toEqual(tagsOf(plain.html));
    expect(text).toContain(typed);
  });
});

const escaped = (words: string): string =>
  words.replace(
    /[&<>"']/g,
    (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&#34;', "'": '&#39;' })[sign] ?? sign,
  );

const tagsOf = (html: string): string[] => html.match(/<\/?[a-z][a-z0-9]*/gi) ?? [];
