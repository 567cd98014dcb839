import { html, type Html } from '../loopback-http/html.ts';
import type { MailAttachment, MailMessage } from './message.ts';

const SHOWN_IN_LIST = 200;

/** The mailbox: a list, and beside it (on phones: instead of it) the chosen message. Refreshed by `mailbox.js`. */
export function renderMailbox(messages: readonly MailMessage[], chosen: MailMessage | undefined): string {
  const rows = messages.slice(0, SHOWN_IN_LIST).map((message) => row(message, message.id === chosen?.id));
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>Mailbox (${messages.length})</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/dev/mail/assets/mailbox.css" />
        <script type="module" src="/dev/mail/assets/mailbox.js"></script>
      </head>
      <body class="${chosen === undefined ? 'listing' : 'reading'}">
        <header class="bar">
          <h1><a href="/dev/mail">Mailbox</a></h1>
          <p>Every mail and text message this installation sends ends here. Nothing leaves this machine.</p>
        </header>
        <nav class="list" id="list" aria-label="Messages">
          ${
            messages.length === 0
              ? html`<p class="empty">No mail yet. Book an interview and it will arrive here.</p>`
              : html`<ol>
                  ${rows}
                </ol>`
          }
        </nav>
        <main class="pane">
          ${chosen === undefined ? html`<p class="empty">Choose a message to read it.</p>` : reading(chosen)}
        </main>
      </body>
    </html>`.markup;
}

/** The HTML alternative alone, for the sandboxed frame: links open in a tab of their own. */
export function renderMailHtml(message: MailMessage): string {
  return `<!doctype html><meta charset="utf-8"><base target="_blank">${message.html ?? ''}`;
}

function row(message: MailMessage, current: boolean): Html {
  return html`<li>
    <a href="/dev/mail?message=${message.id}" ${current ? html`aria-current="true"` : null}>
      <span class="who">${message.to.join(', ')}</span>
      ${time(message.acceptedAt)}
      <span class="subject">${titleOf(message)}</span>
    </a>
  </li>`;
}

function reading(message: MailMessage): Html {
  const links = message.links.map((link) => html`<li><a href="${link}" rel="noreferrer">${link}</a></li>`);
  const headers = Object.entries(message.headers).map(
    ([name, value]) =>
      html`<dt>${name}</dt>
        <dd>${value}</dd>`,
  );
  return html`<article>
    <a class="back" href="/dev/mail">All messages</a>
    <h2>${titleOf(message)}</h2>
    <dl class="facts">
      <dt>From</dt>
      <dd>${message.fromName === '' ? message.from : `${message.fromName} <${message.from}>`}</dd>
      <dt>To</dt>
      <dd>${message.to.join(', ')}</dd>
      <dt>Accepted</dt>
      <dd>${time(message.acceptedAt)}</dd>
    </dl>
    ${
      message.html === null
        ? html`<pre>${message.text}</pre>`
        : html`<iframe
              title="Message"
              src="/dev/mail/messages/${message.id}/html"
              sandbox="allow-popups allow-popups-to-escape-sandbox"
              referrerpolicy="no-referrer"
            ></iframe>
            <details>
              <summary>Plain text</summary>
              <pre>${message.text}</pre>
            </details>`
    }
    ${message.attachments.map(attachment)}
    <details>
      <summary>Links (${message.links.length})</summary>
      <ul class="links">
        ${links}
      </ul>
    </details>
    ${
      headers.length === 0
        ? null
        : html`<details>
            <summary>Headers</summary>
            <dl class="headers">${headers}</dl>
          </details>`
    }
    <p><a href="/dev/mail/messages/${message.id}/raw">Message source</a></p>
  </article>`;
}

/** Text messages have no subject: the list shows how they begin. */
function titleOf({ channel, subject, text }: MailMessage): string {
  if (channel === 'sms') return `Text message: ${text.length > 60 ? `${text.slice(0, 60)}…` : text}`;
  return subject === '' ? '(no subject)' : subject;
}

function attachment({ filename, contentType, size, text }: MailAttachment): Html {
  const label = `${filename} (${contentType}, ${size} bytes)`;
  return text === undefined
    ? html`<p class="attachment">${label}</p>`
    : html`<details class="attachment">
        <summary>${label}</summary>
        <pre>${text}</pre>
      </details>`;
}

function time(iso: string): Html {
  return html`<time datetime="${iso}">${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC</time>`;
}
