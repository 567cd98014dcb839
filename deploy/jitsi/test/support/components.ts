import { NS } from '../../../../libs/local-jitsi/src/namespaces.ts';
import { attribute, type Element } from '../../../../libs/local-jitsi/src/stanza.ts';
import { DOMAIN } from '../../../../libs/local-jitsi/test/support/room-token.ts';
import { XmppClient } from '../../../../libs/local-jitsi/test/support/xmpp-client.ts';
import type { Account } from '../../../../tools/prosody/prosody.ts';

const FOCUS: Account = { user: 'focus', domain: `auth.${DOMAIN}`, password: 'the password of the focus' };
const RECORDER: Account = { user: 'recorder', domain: `hidden.${DOMAIN}`, password: 'that of recorders' };

/** What a Prosody is started with that records. */
export const RECORDING = { accounts: [FOCUS, RECORDER] };

/** Jicofo, as far as recording goes: sits in a room, and gets what is meant for it. */
export async function focusIn(room: string, port: number): Promise<XmppClient> {
  const focus = await logIn(FOCUS, port);
  await focus.join('focus', room);
  return focus;
}

/** A Jibri that has the right password, and is in no room yet. */
export const recorderAt = (port: number): Promise<XmppClient> => logIn(RECORDER, port);

const answered = new WeakSet<Element>();

/** The next request about a recorder that reaches the focus; answered as Jicofo does when all is well. */
export async function taken(focus: XmppClient, action: 'start' | 'stop'): Promise<Element> {
  const request = await focus.next(
    (element) =>
      element.getChild('jibri', NS.jibri)?.attrs.action === action &&
      isRequest(element) &&
      !answered.has(element),
  );
  answered.add(request);
  const { id, from } = request.attrs as { id: string; from: string };
  const content = action === 'start' ? `<jibri xmlns="${NS.jibri}" status="pending" session_id="1"/>` : '';
  focus.send(`<iq xmlns="jabber:client" type="result" id="${id}" to="${from}">${content}</iq>`);
  return request;
}

export const isRequest = (element: Element): boolean =>
  attribute(element, 'type') === 'set' && element.getChild('jibri', NS.jibri) !== undefined;

function logIn({ user, domain, password }: Account, port: number): Promise<XmppClient> {
  return XmppClient.account(port, user, domain, password);
}
