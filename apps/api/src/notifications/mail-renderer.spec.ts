import { beforeAll, describe, expect, it } from '@jest/globals';
import { locales } from '@greenroom/contracts';
import { sampleInterview } from './sample-interview.ts';
import { MailRenderer } from './mail-renderer.ts';
import { type MailSubject, toMailView } from './mail-view.ts';
import { invitation } from './templates/invitation.ts';
import { refund } from './templates/refund.ts';
import { templates } from './templates/index.ts';

const branding = { name: 'Greenroom', brandColor: '#0E7A5F', logo: null, supportEmail: 'help@example.com' };
const url = 'https://interviews.example.com/i#token';
const renderer = new MailRenderer();

const subjectOf = (changes: Partial<MailSubject>): MailSubject => ({
  template: invitation,
  interview: sampleInterview(),
  branding,
  url,
  refundReason: null,
  ...changes,
});
const render = async (changes: Partial<MailSubject>) => {
  const view = toMailView(subjectOf(changes));
  return { view, ...(await renderer.render(view)) };
};

beforeAll(async () => {
  await renderer.prepare();
});

describe.each(templates.map((template) => [template.name, template] as const))(
  'the mail "%s"',
  (_, template) => {
    it.each(locales)('is complete in both forms in the language %s', async (locale) => {
      const interview = sampleInterview({ candidateLocale: locale });
      const { view, html, text } = await render({
        template,
        interview: { ...interview, interviewer: { ...interview.interviewer, locale } },
      });
      expect(html).toContain(`<html lang="${locale}"`);
      for (const form of [html, text]) {
        expect(form).not.toMatch(/\{[{%]|undefined|\[object/);
        for (const words of [view.lead, view.action, view.note]) {
          expect(form).toContain(form === html ? escaped(words) : words);
        }
        expect(form).toContain(url);
      }
      expect(html).toContain(`href="${url}"`);
    });
  },
);

describe('what a mail says', () => {
  it('gives the time in both zones, the reader’s first', async () => {
    const { text } = await render({});
    expect(text).toContain('When: Tuesday, 24 November 2026, 09:00–09:45 (America/New_York)');
    expect(text).toContain('For Casey Winter: Tuesday, 24 November 2026, 15:00–15:45 (Europe/Berlin)');
  });

  it('gives the time once when both are in one zone', async () => {
    const { text } = await render({ interview: sampleInterview({ candidateTimeZone: 'America/New_York' }) });
    expect(text.match(/2026/g)).toHaveLength(1);
  });

  it('shows the interviewer no price and nobody the other one’s address', async () => {
    for (const template of templates) {
      const { html, text, view } = await render({ template });
      const other = template.recipient === 'candidate' ? 'ida@specialists.example' : 'casey@example.com';
      expect(html + text + view.subject).not.toContain(other);
      if (template.recipient === 'interviewer') expect(html + text).not.toMatch(/90[.,]00|€|EUR/);
    }
  });

  it('says why a payment went back, also for a reason without words of its own', async () => {
    const taken = await render({ template: refund, refundReason: 'slot-taken' });
    expect(taken.text).toContain('booked by somebody else');
    const unknown = await render({ template: refund, refundReason: '__proto__' });
    expect(unknown.text).toContain('has been given back');
  });

  it('loads nothing from anywhere', async () => {
    const { html } = await render({ branding: { ...branding, logo: 'data:image/png;base64,iVBORw0KGgo=' } });
    expect(html).toContain('src="cid:logo"');
    expect(html).toContain('alt="Greenroom"');
    expect(html.match(/(?:src|@import|url\()[^>]*https?:/g)).toBeNull();
  });

  it('wears the brand’s colour, darker where white text would not be readable on it', async () => {
    expect((await render({})).html).toContain('#0e7a5f');
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
    const plain = await render({});
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
