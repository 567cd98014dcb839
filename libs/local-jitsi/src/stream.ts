import { randomBytes } from 'node:crypto';
import type { WebSocket } from 'ws';
import { textOf } from './frame.ts';
import { NS } from './namespaces.ts';
import { RoomTokenError, verifyRoomToken, type TokenAuthority } from './room-token.ts';
import { Session, type Transport } from './session.ts';
import type { SessionRegistry } from './session-registry.ts';
import { attribute, parseStanza, xml, type Element } from './stanza.ts';

export interface StreamOptions {
  readonly authority: TokenAuthority;
  readonly hibernationMs: number;
  readonly sessions: SessionRegistry;
  /** Milliseconds since the epoch, UTC. */
  readonly now: () => number;
  readonly onStanza: (session: Session, stanza: Element) => Promise<void>;
  readonly onSessionEnd: (session: Session) => void;
  readonly log: (message: string) => void;
}

/**
 * Speaks RFC 7395 on one WebSocket up to the point where stanzas flow: framing, login by the token in the address (SASL
 * ANONYMOUS, as Jitsi does it), binding, stream management. Anything out of turn closes the socket.
 */
export function serveStream(socket: WebSocket, token: string | null, options: StreamOptions): void {
  const { authority, sessions, now } = options;
  let session: Session | null = null;
  let bound = false;
  let work = Promise.resolve();

  const transport: Transport = {
    send: (element) => {
      if (socket.readyState === socket.OPEN) socket.send(element.toString());
    },
    close: () => socket.close(),
    terminate: () => socket.terminate(),
  };

  const open = (): void => {
    transport.send(
      xml('open', {
        xmlns: NS.framing,
        from: authority.domain,
        id: randomBytes(9).toString('base64url'),
        version: '1.0',
        'xml:lang': 'en',
      }),
    );
    const offered = session
      ? [
          xml('bind', { xmlns: NS.bind }, xml('required')),
          xml('session', { xmlns: NS.session }, xml('optional')),
          xml('sm', { xmlns: NS.streamManagement }),
        ]
      : [xml('mechanisms', { xmlns: NS.sasl }, xml('mechanism', {}, 'ANONYMOUS'))];
    transport.send(xml('stream:features', { xmlns: NS.client, 'xmlns:stream': NS.streams }, ...offered));
  };

  const authenticate = (): void => {
    if (session) {
      socket.close();
      return;
    }
    try {
      const claims = verifyRoomToken(token, authority, now() / 1000);
      session = new Session({
        claims,
        transport,
        domain: authority.domain,
        hibernationMs: options.hibernationMs,
        now,
        onEnd: (ended) => {
          sessions.remove(ended);
          options.onSessionEnd(ended);
        },
      });
      sessions.add(session);
      transport.send(xml('success', { xmlns: NS.sasl }));
    } catch (error) {
      if (!(error instanceof RoomTokenError)) throw error;
      transport.send(xml('failure', { xmlns: NS.sasl }, xml('not-allowed'), xml('text', {}, error.message)));
    }
  };

  const resume = (current: Session, previousId: string, handled: number): void => {
    if (sessions.wasReplaced(previousId)) {
      refuseReplaced(current);
      return;
    }
    const previous = sessions.find(previousId, current);
    if (!previous || previous === current || bound) {
      transport.send(
        xml('failed', { xmlns: NS.streamManagement }, xml('item-not-found', { xmlns: NS.stanzas })),
      );
      return;
    }
    // The short-lived session of this socket goes; its place is taken by the one that was there before.
    sessions.remove(current);
    session = previous;
    bound = true;
    previous.resume(transport, handled);
  };

  /** RFC 6120, 4.9.3.3 `conflict`: the client learns that a newer entry of the same person has its place. */
  const refuseReplaced = (current: Session): void => {
    transport.send(
      xml(
        'stream:error',
        { xmlns: NS.client, 'xmlns:stream': NS.streams },
        xml('conflict', { xmlns: NS.streamErrors }),
        xml('text', { xmlns: NS.streamErrors }, 'replaced'),
      ),
    );
    current.end();
  };

  const manage = (current: Session, element: Element): void => {
    if (element.name === 'enable' && bound) current.enableResumption();
    else if (element.name === 'r') current.acknowledge();
    else if (element.name === 'a') current.acknowledged(Number(attribute(element, 'h')));
    else if (element.name === 'resume') {
      resume(current, attribute(element, 'previd') ?? '', Number(attribute(element, 'h')));
    }
  };

  const bind = (current: Session, iq: Element): void => {
    bound = true;
    current.send(
      xml(
        'iq',
        { type: 'result', id: attribute(iq, 'id') ?? '' },
        xml('bind', { xmlns: NS.bind }, xml('jid', {}, current.jid)),
      ),
    );
  };

  const receive = async (text: string): Promise<void> => {
    const element = parseStanza(text);
    if (!element) {
      socket.close();
      return;
    }
    if (element.is('open', NS.framing)) {
      open();
      return;
    }
    if (element.is('auth', NS.sasl)) {
      authenticate();
      return;
    }
    if (element.is('close', NS.framing)) {
      transport.send(xml('close', { xmlns: NS.framing }));
      if (session) session.end();
      socket.close();
      return;
    }
    if (!session) {
      socket.close();
      return;
    }
    if (element.attrs.xmlns === NS.streamManagement) {
      manage(session, element);
      return;
    }
    if (!['iq', 'presence', 'message'].includes(element.name)) return;
    session.countReceived();
    if (element.name === 'iq' && element.getChild('bind', NS.bind)) {
      bind(session, element);
      return;
    }
    if (!bound) {
      socket.close();
      return;
    }
    await options.onStanza(session, element);
  };

  socket.on('message', (data) => {
    // One stanza after the other, in the order of arrival: creating a room waits for the API.
    work = work
      .then(() => receive(textOf(data)))
      .catch((error: unknown) => {
        options.log(
          `stream closed after an error: ${error instanceof Error ? error.message : String(error)}`,
        );
        socket.close();
      });
  });
  socket.on('error', () => socket.terminate());
  socket.on('close', () => session?.lost(transport));
}
