import { signal } from '@angular/core';
import { ChatLog, type ChatSender } from './chat-log.ts';
import { listen } from './library.ts';
import type { Library, LibraryConference, LibraryParticipant } from './library.ts';
import type { ChatMessage } from './port.ts';

/** Tells a newcomer who is behind the endpoint ids of the history. */
const ROSTER = 'greenroom.roster';

/** The chat of one person over all their entries into the room. */
export class Chat {
  readonly #messages = signal<readonly ChatMessage[]>([]);
  readonly messages = this.#messages.asReadonly();
  readonly #log = new ChatLog();
  readonly #now: () => number;
  #conference: LibraryConference | null = null;
  #self: ChatSender = { id: '', userId: null, name: '' };
  /** Written while the signalling was away; a part of what the log calls queued. */
  #unsent: string[] = [];
  /** Conferences whose history is through; the subject may change again later. */
  readonly #flushed = new WeakSet<LibraryConference>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Follows a conference that is about to be joined. */
  follow(library: Library, conference: LibraryConference): void {
    const names = library.events.conference;
    listen(conference, names.MESSAGE_RECEIVED, (from: string, text: string, stamp: unknown) =>
      this.#change(() => this.#log.received({ from, text, stamp: toMilliseconds(stamp) }, this.#now())),
    );
    listen(conference, names.ENDPOINT_MESSAGE_RECEIVED, (_from: LibraryParticipant, payload: unknown) => {
      const senders = readRoster(payload);
      const known = new Set(this.#log.senders.map(({ id }) => id));
      this.#change(() =>
        senders.filter(({ id }) => !known.has(id)).forEach((sender) => this.#log.met(sender)),
      );
    });
    // XEP-0045 sends the subject after the history: what is still queued then, the room has never got.
    listen(conference, names.SUBJECT_CHANGED, () => this.#flush(conference));
  }

  /** The person is in, under this id. */
  entered(conference: LibraryConference, self: ChatSender): void {
    this.#conference = conference;
    this.#self = self;
    this.#change(() => this.#log.entered(self));
  }

  met(sender: ChatSender): void {
    this.#change(() => this.#log.met(sender));
    attempt(() =>
      this.#conference?.sendMessage({ type: ROSTER, people: this.#log.senders }, sender.id, false),
    );
  }

  /** The signalling is away for good; messages wait for the next entry. */
  suspended(): void {
    this.#conference = null;
  }

  /** @param isConnected false keeps the message for `resumed` */
  send(text: string, isConnected: boolean): void {
    const trimmed = text.trim();
    if (trimmed === '') return;
    this.#change(() => this.#log.write(trimmed, this.#self, this.#now()));
    if (!isConnected || !this.#deliver(trimmed)) this.#unsent.push(trimmed);
  }

  /** The same connection is back: what was written meanwhile goes out. */
  resumed(): void {
    const failed = this.#unsent.splice(0).filter((text) => !this.#deliver(text));
    this.#unsent.push(...failed);
  }

  #flush(conference: LibraryConference): void {
    if (conference !== this.#conference || this.#flushed.has(conference)) return;
    this.#flushed.add(conference);
    this.#unsent = this.#log.queued.filter((text) => !this.#deliver(text));
  }

  #deliver(text: string): boolean {
    const conference = this.#conference;
    return conference !== null && attempt(() => conference.sendTextMessage(text));
  }

  #change(change: () => void): void {
    change();
    this.#messages.set(this.#log.messages);
  }
}

/** Sending throws while the library is between two connections. */
function attempt(send: () => void): boolean {
  try {
    send();
    return true;
  } catch {
    return false;
  }
}

/** The two ages hand over an ISO text, a number, or nothing for a message that is new. */
function toMilliseconds(stamp: unknown): number | null {
  if (typeof stamp === 'number') return stamp;
  const parsed = typeof stamp === 'string' ? Date.parse(stamp) : NaN;
  return Number.isNaN(parsed) ? null : parsed;
}

/** What another client says about who is who; anything unexpected is ignored. */
function readRoster(payload: unknown): ChatSender[] {
  if (typeof payload !== 'object' || payload === null) return [];
  const { type, people } = payload as { type?: unknown; people?: unknown };
  if (type !== ROSTER || !Array.isArray(people)) return [];
  return people.slice(0, 50).filter(isSender);
}

function isSender(value: unknown): value is ChatSender {
  if (typeof value !== 'object' || value === null) return false;
  const { id, userId, name } = value as Record<string, unknown>;
  return (
    typeof id === 'string' && typeof name === 'string' && (userId === null || typeof userId === 'string')
  );
}
