import { WebSocket } from 'ws';
import { textOf } from '../../src/frame.ts';
import { NS } from '../../src/namespaces.ts';
import { attribute, parseStanza, type Element } from '../../src/stanza.ts';
import { DOMAIN } from './room-token.ts';
import { until } from './until.ts';

export const MUC = `muc.${DOMAIN}`;

/** A bare client: sends text, keeps what comes. */
export class XmppClient {
  readonly received: Element[] = [];
  closed = false;
  readonly #socket: WebSocket;
  readonly #domain: string;

  private constructor(socket: WebSocket, domain: string) {
    this.#socket = socket;
    this.#domain = domain;
    socket.on('message', (data) => {
      const element = parseStanza(textOf(data));
      if (element) this.received.push(element);
    });
    socket.on('close', () => {
      this.closed = true;
    });
    socket.on('error', () => undefined);
  }

  /** @param previd the session to come back to, as lib-jitsi-meet names it in the address too */
  static async open(
    port: number,
    token: string | null,
    previd?: string,
    domain = DOMAIN,
  ): Promise<XmppClient> {
    const query = new URLSearchParams({ ...(token !== null && { token }), ...(previd && { previd }) });
    const socket = new WebSocket(`ws://127.0.0.1:${port}/xmpp-websocket?${query.toString()}`, 'xmpp');
    const client = new XmppClient(socket, domain);
    await new Promise((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('error', reject);
    });
    client.#openStream();
    return client;
  }

  /** Opens, authenticates and binds. */
  static async login(port: number, token: string): Promise<XmppClient> {
    const client = await XmppClient.authenticate(port, token);
    await client.#bind();
    return client;
  }

  async #bind(): Promise<void> {
    this.send(`<iq xmlns="jabber:client" type="set" id="bind"><bind xmlns="${NS.bind}"/></iq>`);
    await this.next((element) => attribute(element, 'id') === 'bind');
  }

  /** By name and password, as Jitsi's own components and recorders come in. */
  static async account(port: number, user: string, domain: string, password: string): Promise<XmppClient> {
    const client = await XmppClient.open(port, null, undefined, domain);
    const secret = Buffer.from(`\0${user}\0${password}`).toString('base64');
    client.send(`<auth xmlns="${NS.sasl}" mechanism="PLAIN">${secret}</auth>`);
    const answer = await client.next((element) => element.name === 'success' || element.name === 'failure');
    if (answer.name !== 'success') throw new Error(`${user}@${domain} is not let in`);
    client.#openStream();
    await client.#bind();
    return client;
  }

  static async authenticate(port: number, token: string | null, previd?: string): Promise<XmppClient> {
    const client = await XmppClient.open(port, token, previd);
    client.send(`<auth xmlns="${NS.sasl}" mechanism="ANONYMOUS">=</auth>`);
    const answer = await client.next((element) => element.name === 'success' || element.name === 'failure');
    // The stream begins anew (RFC 6120, 6.4.6).
    if (answer.name === 'success') client.#openStream();
    return client;
  }

  #openStream(): void {
    this.send(`<open xmlns="${NS.framing}" to="${this.#domain}" version="1.0"/>`);
  }

  send(text: string | Buffer): void {
    this.#socket.send(text);
  }

  /** Cuts the line without a farewell. */
  cut(): void {
    this.#socket.terminate();
  }

  /** Goes on existing without answering anything, as a laptop that was closed. */
  playDead(): void {
    this.#socket.pause();
  }

  /** Waits until the server has answered the request with this id, or has closed the socket. */
  async settles(id: string): Promise<void> {
    await until(() => this.closed || this.received.some((element) => attribute(element, 'id') === id));
  }

  /** The first received element that fits, now or later. */
  next(fits: (element: Element) => boolean): Promise<Element> {
    return until(() => this.received.find(fits));
  }

  enter(nick: string, room = 'room-1'): void {
    this.send(
      `<presence xmlns="jabber:client" to="${room}@${MUC}/${nick}"><x xmlns="${NS.muc}"/><nick>${nick}</nick></presence>`,
    );
  }

  /** Enters and waits for the own presence. */
  async join(nick: string, room = 'room-1'): Promise<Element> {
    this.enter(nick, room);
    return this.next((element) => isPresenceOf(element, nick) && statusCodes(element).includes('110'));
  }

  say(text: string, room = 'room-1'): void {
    this.send(
      `<message xmlns="jabber:client" type="groupchat" to="${room}@${MUC}"><body>${text}</body></message>`,
    );
  }

  async hears(text: string): Promise<Element> {
    return this.next((element) => element.getChildText('body') === text);
  }

  /** Sends a request and returns its answer. */
  async ask(id: string, type: 'get' | 'set', to: string, content: string): Promise<Element> {
    this.send(`<iq xmlns="jabber:client" type="${type}" id="${id}" to="${to}">${content}</iq>`);
    return this.next((element) => element.name === 'iq' && attribute(element, 'id') === id);
  }

  kick(id: string, nick: string, room = 'room-1'): Promise<Element> {
    return this.ask(
      id,
      'set',
      `${room}@${MUC}`,
      `<query xmlns="${NS.mucAdmin}"><item nick="${nick}" role="none"><reason>bye</reason></item></query>`,
    );
  }

  async sees(nick: string, type: 'available' | 'unavailable'): Promise<Element> {
    return this.next(
      (element) => isPresenceOf(element, nick) && (attribute(element, 'type') ?? 'available') === type,
    );
  }
}

export function isPresenceOf(element: Element, nick: string): boolean {
  return element.name === 'presence' && (attribute(element, 'from') ?? '').endsWith(`/${nick}`);
}

export function statusCodes(element: Element): string[] {
  const x = element.getChild('x', NS.mucUser);
  return (x?.getChildren('status') ?? []).map((status) => attribute(status, 'code') ?? '');
}

export function errorCondition(element: Element): string | undefined {
  return element.getChild('error')?.getChildElements()[0]?.name;
}

export function errorText(element: Element): string | null | undefined {
  return element.getChild('error')?.getChildText('text');
}
