import { readFile } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { Liquid, type Template } from 'liquidjs';
import type { MailPalette } from './mail-palette.ts';
import type { MailView } from './mail-view.ts';
import { strictLiquid } from './text-engine.ts';

/** The colours that `mail.mjml` is written in; each is exchanged for the brand's own. */
const writtenIn = {
  accent: '#04765c',
  accentInDark: '#7cd8b7',
  onAccentInDark: '#00382a',
} as const satisfies MailPalette;

/** A mail in both forms, from the same view. */
export interface RenderedMail {
  readonly html: string;
  readonly text: string;
}

interface Compiled {
  readonly html: Template[];
  readonly text: Template[];
}

/** Turns views into mails. The layout is compiled once in a process, when it is first needed: only the worker carries the compiler. */
@Injectable()
export class MailRenderer {
  private readonly htmlEngine = new Liquid({ ...strictLiquid, outputEscape: 'escape' });
  private readonly textEngine = new Liquid(strictLiquid);
  private compiled: Promise<Compiled> | undefined;

  async render(view: MailView): Promise<RenderedMail> {
    const { html, text } = await this.prepare();
    return {
      html: String(await this.htmlEngine.render(html, view)),
      text: String(await this.textEngine.render(text, view)),
    };
  }

  /** Compiles the layout, unless that was done before. */
  prepare(): Promise<Compiled> {
    this.compiled ??= this.compile();
    return this.compiled;
  }

  private async compile(): Promise<Compiled> {
    const [layout, text] = await Promise.all([readTemplate('mail.mjml'), readTemplate('mail.txt')]);
    const { default: mjml } = await import('mjml');
    const { html } = await mjml(layout, { validationLevel: 'strict', fonts: {}, keepComments: false });
    return { html: this.htmlEngine.parse(inBrandColours(html)), text: this.textEngine.parse(text) };
  }
}

const readTemplate = (name: string): Promise<string> =>
  readFile(new URL(`./templates/${name}`, import.meta.url), 'utf8');

function inBrandColours(html: string): string {
  return Object.entries(writtenIn).reduce(
    (page, [role, colour]) => page.replaceAll(colour, `{{ palette.${role} }}`),
    html,
  );
}
