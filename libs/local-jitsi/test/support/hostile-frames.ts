import { NS } from '../../src/namespaces.ts';
import { MUC } from './xmpp-client.ts';

/** The namespace that every stanza of a client has. */
export const C = 'xmlns="jabber:client"';
const SM = `xmlns="${NS.streamManagement}"`;
const deep = (count: number): string => '<b>'.repeat(count) + '</b>'.repeat(count);
/** What a client may send by mistake or in bad faith, each in one frame. */
export const HOSTILE_FRAMES: (string | Buffer)[] = [
  '',
  '<',
  '<a',
  '</a>',
  'x',
  '<iq/>',
  `<iq ${C}/>`,
  `<presence ${C}/>`,
  `<presence ${C} to="${MUC}"/>`,
  `<presence ${C} to="@${MUC}/"/>`,
  `<presence ${C} to="room-1@${MUC}"/>`,
  `<presence ${C} type="unavailable" to="room-1@${MUC}/x"/>`,
  `<message ${C} to="room-1@${MUC}"/>`,
  `<message ${C} to="room-1@${MUC}/nobody"><body>x</body></message>`,
  `<iq ${C} type="get" id="1" to="room-1@${MUC}/nobody"/>`,
  `<iq ${C} type="set" id="1" to="focus.meet.jitsi"><conference xmlns="${NS.focus}"/></iq>`,
  `<iq ${C} type="set" id="1" to="room-1@${MUC}"><query xmlns="${NS.mucAdmin}"><item/></query></iq>`,
  `<iq ${C} type="get" to="other.host"/>`,
  `<iq ${C} type="result" to="room-1@${MUC}/nobody"/>`,
  `<iq ${C} type="set" id="1"><bind xmlns="${NS.bind}"/></iq>`,
  `<auth xmlns="${NS.sasl}" mechanism="PLAIN">AGEAYg==</auth>`,
  `<resume ${SM}/>`,
  `<resume ${SM} previd="x" h="x"/>`,
  `<a ${SM} h="zz"/>`,
  `<a ${SM} h="-99999"/>`,
  `<a ${SM} h="99999999999999"/>`,
  `<r ${SM}/>`,
  `<enable ${SM}/>`,
  `<close xmlns="${NS.framing}"/>`,
  '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>',
  '<?xml version="1.0"?><open/>',
  `<message ${C} type="groupchat" to="room-1@${MUC}"><body>${deep(5000)}</body></message>`,
  `<presence ${C} to="room-1@${MUC}/n"><x xmlns="${NS.muc}"/>${deep(60)}</presence>`,
  `<a>${'x'.repeat(300 * 1024)}</a>`,
  Buffer.from([0, 255, 254]),
];
