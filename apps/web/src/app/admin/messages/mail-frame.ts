import { Component, effect, type ElementRef, input, signal, viewChild } from '@angular/core';

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
  template: `<iframe
    #frame
    sandbox="allow-same-origin"
    [title]="label()"
    (load)="loaded.set(loaded() + 1)"
  ></iframe>`,
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
  /** How often the frame began anew, empty. */
  protected readonly loaded = signal(0);
  private readonly frame = viewChild.required<ElementRef<HTMLIFrameElement>>('frame');

  constructor() {
    effect(() => {
      this.loaded();
      draw(this.html(), this.frame().nativeElement);
    });
  }
}

function draw(html: string, frame: HTMLIFrameElement): void {
  const page = frame.contentDocument;
  if (!page) return;
  const mail = new DOMParser().parseFromString(withoutStyles(html), 'text/html');
  page.documentElement.lang = mail.documentElement.lang;
  page.adoptedStyleSheets = sheetsOf(mail, page);
  page.body.style.cssText = `${mail.body.dataset.style ?? ''}; margin: 0`;
  page.body.className = mail.body.className;
  page.body.replaceChildren(...copiesOf(mail.body, page));
  frame.style.blockSize = `${page.documentElement.scrollHeight}px`;
}

/**
 * The policy counts styles when markup is read, though nothing is shown yet: they are read under other names. Scripts of another type than
 * JavaScript are not run, and what stands in them is read as it is.
 */
const withoutStyles = (html: string): string =>
  html
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle=/gi, ' data-style='))
    .replace(/<style\b[^>]*>/gi, '<script type="text/css">')
    .replace(/<\/style>/gi, '</script>');

function sheetsOf(mail: Document, page: Document): CSSStyleSheet[] {
  const view = page.defaultView;
  if (!view) return [];
  return [...mail.querySelectorAll('script[type="text/css"]')].map((style) => {
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
  copy.style.cssText = element.dataset.style ?? '';
  copy.append(...copiesOf(element, page));
  return copy;
}
