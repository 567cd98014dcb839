import { Component, effect, type ElementRef, input, viewChild } from '@angular/core';

/** What of a mail's markup is copied: enough for its looks. Links lead nowhere and nothing is loaded. */
const COPIED_ATTRIBUTES = [
  'align',
  'alt',
  'border',
  'cellpadding',
  'cellspacing',
  'class',
  'dir',
  'height',
  'lang',
  'role',
  'valign',
  'width',
] as const;

/** Elements that a picture of a mail does without. */
const LEFT_OUT = new Set(['SCRIPT', 'STYLE', 'LINK', 'META', 'BASE', 'IFRAME', 'OBJECT', 'EMBED', 'FORM']);

/**
 * A mail as its reader sees it, in a frame of its own in which nothing can run. Mails are styled by inline styles, which the policy of our pages
 * forbids to markup; so the mail is built up node by node, and each style is set by script, which the policy allows.
 */
@Component({
  selector: 'gr-mail-frame',
  template: `<iframe #frame sandbox="allow-same-origin" [title]="label()" (load)="draw()"></iframe>`,
  styles: `
    iframe {
      display: block;
      inline-size: 100%;
      min-block-size: 24rem;
      border: var(--gr-line);
      border-radius: var(--gr-radius-m);
      background: white;
    }
  `,
})
export class MailFrame {
  readonly html = input.required<string>();
  readonly label = input.required<string>();
  private readonly frame = viewChild.required<ElementRef<HTMLIFrameElement>>('frame');

  constructor() {
    effect(() => {
      this.draw();
    });
  }

  protected draw(): void {
    const frame = this.frame().nativeElement;
    const page = frame.contentDocument;
    if (!page) return;
    const mail = new DOMParser().parseFromString(this.html(), 'text/html');
    page.documentElement.lang = mail.documentElement.lang;
    page.adoptedStyleSheets = sheetsOf(mail, page);
    page.body.style.cssText = `${mail.body.getAttribute('style') ?? ''}; margin: 0`;
    page.body.className = mail.body.className;
    page.body.replaceChildren(...copiesOf(mail.body, page));
    frame.style.blockSize = `${page.documentElement.scrollHeight}px`;
  }
}

function sheetsOf(mail: Document, page: Document): CSSStyleSheet[] {
  const view = page.defaultView;
  if (!view) return [];
  return [...mail.querySelectorAll('style')].map((style) => {
    const sheet = new view.CSSStyleSheet();
    sheet.replaceSync(style.textContent);
    return sheet;
  });
}

function copiesOf(parent: Node, page: Document): Node[] {
  return [...parent.childNodes].flatMap((node): Node[] => {
    if (node.nodeType === Node.TEXT_NODE) return [page.createTextNode(node.textContent ?? '')];
    return node instanceof HTMLElement && !LEFT_OUT.has(node.tagName) ? [copyOf(node, page)] : [];
  });
}

function copyOf(element: HTMLElement, page: Document): HTMLElement {
  const copy = page.createElement(element.tagName);
  for (const name of COPIED_ATTRIBUTES) {
    const value = element.getAttribute(name);
    if (value !== null) copy.setAttribute(name, value);
  }
  const source = element.getAttribute('src');
  if (source?.startsWith('data:image/')) copy.setAttribute('src', source);
  copy.style.cssText = element.getAttribute('style') ?? '';
  copy.append(...copiesOf(element, page));
  return copy;
}
