import { NS } from '../../../../libs/local-jitsi/src/namespaces.ts';
import { attribute, type Element } from '../../../../libs/local-jitsi/src/stanza.ts';
import { DOMAIN } from '../../../../libs/local-jitsi/test/support/room-token.ts';
import { until } from '../../../../libs/local-jitsi/test/support/until.ts';
import { MUC, XmppClient, isPresenceOf } from '../../../../libs/local-jitsi/test/support/xmpp-client.ts';
import type { Account } from '../../../../tools/prosody/prosody.ts';

const FOCUS: Account = { user: 'focus', domain: `auth.${DOMAIN}`, password: 'the password of the focus' };
const RECORDER: Account = { user: 'recorder', domain: `hidden.${DOMAIN}`, password: 'that of recorders' };

/** What a Prosody is started with that records. */
export const RECORDING = { accounts: [FOCUS, RECORDER] };

type Action = 'start' | 'stop';

const answered = new WeakSet<Element>();

/** Jicofo, as far as recording goes: sits in a room, and gets what is meant for it. */
export async function focusIn(room: string, port: number): Promise<XmppClient> {
  const focus = await logIn(FOCUS, port);
  await focus.join('focus', room);
  return focus;
}

/** A Jibri that has the right password, and is in no room yet. */
export const recorderAt = (port: number): Promise<XmppClient> => logIn(RECORDER, port);

/** The next request about a recorder that reaches the focus; answered as Jicofo does when all is well. */
export async function taken(focus: XmppClient, action: Action): Promise<Element> {
  return answer(focus, await focus.next((element) => isRequest(element, action)));
}

/** True for a request about a recorder that nobody has answered. */
export function isRequest(element: Element, action?: Action): boolean {
  const asked = element.getChild('jibri', NS.jibri)?.attrs.action;
  const isOpen = attribute(element, 'type') === 'set' && !answered.has(element);
  return isOpen && asked !== undefined && (action === undefined || asked === action);
}

/**
 * Plays Jicofo and its Jibri in a room until the server stops: a request that gets through is taken, the recorder comes or
 * goes, and the focus tells the room how it stands.
 */
export async function playRecorder(room: string, port: number): Promise<void> {
  const focus = await focusIn(room, port);
  void serve(focus, room, port);
}

async function serve(focus: XmppClient, room: string, port: number): Promise<void> {
  for (;;) {
    const request = await until(() => focus.closed || focus.received.find((element) => isRequest(element)));
    if (request === true) return;
    answer(focus, request);
    if (request.getChild('jibri')?.attrs.action !== 'start') continue;
    const recorder = await recorderAt(port);
    recorder.send(
      `<presence xmlns="jabber:client" to="${room}@${MUC}/recorder"><x xmlns="${NS.muc}"/><session_id>1</session_id></presence>`,
    );
    say(focus, room, 'on');
    void follow(focus, recorder, room);
  }
}

/** Until the recorder is asked to leave, or is made to. */
async function follow(focus: XmppClient, recorder: XmppClient, room: string): Promise<void> {
  const isOut = (element: Element): boolean =>
    isPresenceOf(element, 'recorder') && attribute(element, 'type') === 'unavailable';
  const isToStop = (element: Element): boolean =>
    element.getChild('jibri', NS.jibri)?.attrs.action === 'stop' && answered.has(element);
  await until(() => focus.closed || recorder.received.some(isOut) || focus.received.some(isToStop));
  if (focus.closed) return;
  recorder.send(`<presence xmlns="jabber:client" type="unavailable" to="${room}@${MUC}/recorder"/>`);
  say(focus, room, 'off');
}

function say(focus: XmppClient, room: string, status: 'on' | 'off'): void {
  focus.send(
    `<presence xmlns="jabber:client" to="${room}@${MUC}/focus"><jibri-recording-status xmlns="${NS.jibri}"` +
      ` status="${status}" session_id="1" recording_mode="file"/></presence>`,
  );
}

function answer(focus: XmppClient, request: Element): Element {
  answered.add(request);
  const { id, from } = request.attrs as { id: string; from: string };
  const isStart = request.getChild('jibri')?.attrs.action === 'start';
  const content = isStart ? `<jibri xmlns="${NS.jibri}" status="pending" session_id="1"/>` : '';
  focus.send(`<iq xmlns="jabber:client" type="result" id="${id}" to="${from}">${content}</iq>`);
  return request;
}

function logIn({ user, domain, password }: Account, port: number): Promise<XmppClient> {
  return XmppClient.account(port, user, domain, password);
}
