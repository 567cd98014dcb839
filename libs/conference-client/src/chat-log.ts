import type { ChatMessage } from './port.ts';

export interface ChatSender {
  readonly id: string;
  readonly userId: string | null;
  readonly name: string;
}

/** A message as the room delivers it. */
export interface ReceivedMessage {
  /** Endpoint id of the sender; may have left long ago. */
  readonly from: string;
  readonly text: string;
  /** Set when the room repeats it from its history, milliseconds since the epoch, UTC. */
  readonly stamp: number | null;
}

/**
 * The conversation, across drops and fresh entries. Own messages are shown at once and stay `queued` until the room
 * echoes them; after a fresh entry the room repeats its history, of which only the unknown part is added.
 */
export class ChatLog {
  #messages: readonly ChatMessage[] = [];
  readonly #senders = new Map<string, ChatSender>();
  #replayed = new Map<string, number>();
  #lastId = 0;
  readonly #self: { userId: string | null; readonly ids: Set<string> } = { userId: null, ids: new Set() };

  get messages(): readonly ChatMessage[] {
    return this.#messages;
  }

  /** Own messages the room has not taken yet, in order. */
  get queued(): readonly string[] {
    return this.#messages.filter((message) => message.delivery === 'queued').map(({ text }) => text);
  }

  /** Everybody known, for newcomers who see the history of people that they have never met. */
  get senders(): readonly ChatSender[] {
    return [...this.#senders.values()];
  }

  /** A fresh entry under a new endpoint id: the room is about to repeat its history. */
  entered(self: ChatSender): void {
    this.#self.userId = self.userId;
    this.#self.ids.add(self.id);
    this.#replayed = new Map();
    this.met(self);
  }

  /** Learns who is behind an endpoint id; messages that came before are named after the fact. */
  met(sender: ChatSender): void {
    this.#senders.set(sender.id, sender);
    this.#messages = this.#messages.map((message) =>
      message.from.id === sender.id ? { ...message, from: sender, own: this.#isOwn(sender) } : message,
    );
  }

  /** @param at milliseconds since the epoch, UTC */
  write(text: string, self: ChatSender, at: number): void {
    this.#append({ from: self, own: true, text, at, delivery: 'queued' });
  }

  /** @param now milliseconds since the epoch, UTC */
  received({ from, text, stamp }: ReceivedMessage, now: number): void {
    const sender = this.#senders.get(from) ?? { id: from, userId: null, name: '' };
    if (stamp !== null && this.#isReplayOfKnown(from, text)) return;
    if (this.#isOwn(sender) && this.#confirm(sender, text)) return;
    this.#append({ from: sender, own: this.#isOwn(sender), text, at: stamp ?? now, delivery: 'sent' });
  }

  #append(message: Omit<ChatMessage, 'id'>): void {
    this.#messages = [...this.#messages, { ...message, id: `message-${++this.#lastId}` }];
  }

  #isOwn(sender: ChatSender): boolean {
    return this.#self.ids.has(sender.id) || (sender.userId !== null && sender.userId === this.#self.userId);
  }

  /** The n-th repetition of a text by a sender is the n-th one that is already here. */
  #isReplayOfKnown(from: string, text: string): boolean {
    const key = JSON.stringify([from, text]);
    const ordinal = (this.#replayed.get(key) ?? 0) + 1;
    this.#replayed.set(key, ordinal);
    const known = this.#messages.filter(
      (message) => message.from.id === from && message.text === text && message.delivery === 'sent',
    );
    return known.length >= ordinal;
  }

  /** Marks the oldest queued message with this text as taken. */
  #confirm(from: ChatSender, text: string): boolean {
    const message = this.#messages.find(
      (candidate) => candidate.delivery === 'queued' && candidate.text === text,
    );
    if (!message) return false;
    this.#messages = this.#messages.map((candidate) =>
      candidate === message ? { ...candidate, from, delivery: 'sent' } : candidate,
    );
    return true;
  }
}
