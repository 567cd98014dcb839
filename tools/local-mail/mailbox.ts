import { appendFile, mkdir, open, readdir, readFile, rename, rm, truncate } from 'node:fs/promises';
import { join } from 'node:path';

import { type AcceptedText, type MailMessage, parseMessage, textMessage } from './message.ts';

/** How many messages are kept; the oldest go first. */
const MAILBOX_LIMIT = 2_000;

/** One line of the log of everything ever accepted, which outlives the messages. */
export interface AcceptedEntry {
  readonly id: string;
  readonly channel: MailMessage['channel'];
  readonly messageId: string;
  readonly to: readonly string[];
  readonly subject: string;
  /** ISO 8601, UTC. */
  readonly acceptedAt: string;
}

/**
 * The messages, newest first, in a folder: `<id>.eml` as received and `<id>.json` as parsed, each put in place by a
 * rename so that a half-written file is never read. A message is on disk before its sender hears 250.
 */
export class Mailbox {
  readonly #directory: string;
  readonly #limit: number;
  readonly #messages = new Map<string, MailMessage>();
  #log: AcceptedEntry[] = [];
  /** Orders messages of the same millisecond. */
  #sequence = 0;

  private constructor(directory: string, limit: number) {
    this.#directory = directory;
    this.#limit = limit;
  }

  static async open(directory: string, limit = MAILBOX_LIMIT): Promise<Mailbox> {
    await mkdir(directory, { recursive: true });
    const mailbox = new Mailbox(directory, limit);
    const names = (await readdir(directory)).filter((name) => name.endsWith('.json')).sort();
    for (const name of names) {
      const message = JSON.parse(await readFile(join(directory, name), 'utf8')) as MailMessage;
      mailbox.#messages.set(message.id, message);
    }
    mailbox.#log = await readLog(mailbox.#logPath);
    return mailbox;
  }

  /** @param recipients the addresses of the SMTP envelope. */
  async accept(raw: Buffer, recipients: readonly string[]): Promise<MailMessage> {
    const acceptance = this.#next();
    return this.#keep(raw, await parseMessage(raw, { ...acceptance, recipients }));
  }

  async acceptText(text: AcceptedText): Promise<MailMessage> {
    return this.#keep(Buffer.from(text.body), textMessage(text, this.#next()));
  }

  /** Newest first. @param recipient only messages for this address, whatever its case. */
  list(recipient?: string): MailMessage[] {
    const wanted = recipient?.toLowerCase();
    return [...this.#messages.values()]
      .filter(({ to }) => wanted === undefined || to.some((address) => address.toLowerCase() === wanted))
      .sort((a, b) => (a.id < b.id ? 1 : -1));
  }

  get(id: string): MailMessage | undefined {
    return this.#messages.get(id);
  }

  /** The message as it came in; undefined when there is none of this id. */
  async raw(id: string): Promise<Buffer | undefined> {
    return this.#messages.has(id) ? readFile(join(this.#directory, `${id}.eml`)) : undefined;
  }

  /** Oldest first. */
  log(): readonly AcceptedEntry[] {
    return this.#log;
  }

  /** Empties the mailbox; the log stays. */
  async clear(): Promise<void> {
    await Promise.all([...this.#messages.keys()].map((id) => this.#remove(id)));
  }

  #next(): { id: string; acceptedAt: Date } {
    const acceptedAt = new Date();
    this.#sequence += 1;
    const order = String(this.#sequence).padStart(8, '0');
    return { id: `${String(acceptedAt.getTime()).padStart(14, '0')}-${order}`, acceptedAt };
  }

  async #keep(raw: Buffer, message: MailMessage): Promise<MailMessage> {
    const { id, channel, messageId, subject, to, acceptedAt } = message;
    await this.#write(`${id}.eml`, raw);
    await this.#write(`${id}.json`, JSON.stringify(message));
    const entry: AcceptedEntry = { id, channel, messageId, to, subject, acceptedAt };
    await appendFile(this.#logPath, `${JSON.stringify(entry)}\n`, { mode: 0o600 });
    this.#messages.set(id, message);
    this.#log.push(entry);
    await this.#dropOldest();
    return message;
  }

  get #logPath(): string {
    return join(this.#directory, 'accepted.log');
  }

  async #write(name: string, content: Buffer | string): Promise<void> {
    const path = join(this.#directory, name);
    const file = await open(`${path}.new`, 'w', 0o600);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(`${path}.new`, path);
  }

  async #dropOldest(): Promise<void> {
    const surplus = [...this.#messages.keys()]
      .sort()
      .slice(0, Math.max(0, this.#messages.size - this.#limit));
    await Promise.all(surplus.map((id) => this.#remove(id)));
  }

  async #remove(id: string): Promise<void> {
    this.#messages.delete(id);
    await rm(join(this.#directory, `${id}.json`), { force: true });
    await rm(join(this.#directory, `${id}.eml`), { force: true });
  }
}

/** Reads the log, and cuts off what follows its last line break: that was being written when the process ended. */
async function readLog(path: string): Promise<AcceptedEntry[]> {
  const content = await readFile(path).catch(() => Buffer.alloc(0));
  const complete = content.subarray(0, content.lastIndexOf('\n') + 1);
  // Left there, it would become one line with the next entry, which nobody could read.
  if (complete.length < content.length) await truncate(path, complete.length);
  return complete
    .toString()
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as AcceptedEntry);
}
