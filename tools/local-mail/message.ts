import { type Attachment, simpleParser } from 'mailparser';

/** A message as the mailbox shows it and as tests read it. */
export interface MailMessage {
  /** The mailbox's own id; sorts by the time of acceptance. */
  readonly id: string;
  readonly channel: 'email' | 'sms';
  /** The `Message-ID` header with its angle brackets, or an empty string; of a text message, the provider's id. */
  readonly messageId: string;
  /** The bare address of the `From` header. */
  readonly from: string;
  readonly fromName: string;
  /** The bare addresses the message was handed over for: the recipients of the SMTP envelope. */
  readonly to: readonly string[];
  readonly subject: string;
  /** ISO 8601, UTC: the `Date` header, or the time of acceptance where there is none. */
  readonly date: string;
  /** ISO 8601, UTC: when the server said 250. */
  readonly acceptedAt: string;
  readonly text: string;
  /** The HTML alternative with `cid:` images put in; null for a plain message. */
  readonly html: string | null;
  /** Unfolded header values by lower-case name; repeated headers are joined with line breaks. */
  readonly headers: Readonly<Record<string, string>>;
  readonly attachments: readonly MailAttachment[];
  /** All http(s) addresses in the HTML and the text, without repetition. */
  readonly links: readonly string[];
}

export interface MailAttachment {
  readonly filename: string;
  readonly contentType: string;
  /** Bytes. */
  readonly size: number;
  /** The content of textual attachments such as calendar entries. */
  readonly text?: string;
}

export interface Acceptance {
  readonly id: string;
  readonly acceptedAt: Date;
  readonly recipients: readonly string[];
}

export async function parseMessage(
  raw: Buffer,
  { id, acceptedAt, recipients }: Acceptance,
): Promise<MailMessage> {
  const mail = await simpleParser(raw, { skipTextToHtml: true, skipTextLinks: true });
  const sender = mail.from?.value[0];
  const markup = mail.html === undefined || mail.html === false ? null : mail.html;
  const text = mail.text ?? '';
  return {
    id,
    channel: 'email',
    messageId: mail.messageId ?? '',
    from: sender?.address ?? '',
    fromName: sender?.name ?? '',
    to: recipients,
    subject: mail.subject ?? '',
    date: (mail.date ?? acceptedAt).toISOString(),
    acceptedAt: acceptedAt.toISOString(),
    text,
    html: markup,
    headers: headersOf(mail.headerLines),
    attachments: mail.attachments.map(attachmentOf),
    links: linksIn(markup, text),
  };
}

/** A text message as the provider's interface took it. */
export interface AcceptedText {
  /** The provider's id. */
  readonly sid: string;
  readonly from: string;
  /** E.164. */
  readonly to: string;
  readonly body: string;
}

/** A text message beside the mails: what it has not stays empty. */
export function textMessage(
  { sid, from, to, body }: AcceptedText,
  { id, acceptedAt }: Omit<Acceptance, 'recipients'>,
): MailMessage {
  return {
    id,
    channel: 'sms',
    messageId: sid,
    from,
    fromName: '',
    to: [to],
    subject: '',
    date: acceptedAt.toISOString(),
    acceptedAt: acceptedAt.toISOString(),
    text: body,
    html: null,
    headers: {},
    attachments: [],
    links: linksIn(null, body),
  };
}

function headersOf(lines: readonly { key: string; line: string }[]): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const { key, line } of lines) {
    const value = line
      .slice(line.indexOf(':') + 1)
      .replace(/\r?\n(?=[ \t])/g, '')
      .trim();
    headers[key] = key in headers ? `${headers[key]}\n${value}` : value;
  }
  return headers;
}

function attachmentOf(attachment: Attachment): MailAttachment {
  const { contentType, size, content } = attachment;
  const textual = contentType.startsWith('text/') || contentType === 'application/ics';
  return {
    filename: attachment.filename ?? 'unnamed',
    contentType,
    size,
    ...(textual ? { text: content.toString('utf8') } : {}),
  };
}

/** The addresses a reader can click on or copy, in the order of their first appearance. */
export function linksIn(markup: string | null, text: string): string[] {
  const inMarkup = [...(markup ?? '').matchAll(/\bhref\s*=\s*(?:"([^"]*)"|'([^']*)')/gi)].map((match) =>
    decodeEntities(match[1] ?? match[2] ?? ''),
  );
  const inText = [...text.matchAll(/https?:\/\/[^\s<>"]+/g)].map((match) =>
    match[0].replace(/[.,;:!?)\]]+$/, ''),
  );
  return [...new Set([...inMarkup, ...inText])].filter((link) => /^https?:\/\//.test(link));
}

function decodeEntities(value: string): string {
  return value
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&#x([0-9a-f]+);/gi, (_, code: string) => String.fromCodePoint(parseInt(code, 16)))
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}
