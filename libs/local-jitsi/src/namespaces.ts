/** XML namespaces of the protocols spoken here, by the document that defines them. */
export const NS = {
  /** RFC 6120 */
  client: 'jabber:client',
  streams: 'http://etherx.jabber.org/streams',
  streamErrors: 'urn:ietf:params:xml:ns:xmpp-streams',
  sasl: 'urn:ietf:params:xml:ns:xmpp-sasl',
  bind: 'urn:ietf:params:xml:ns:xmpp-bind',
  session: 'urn:ietf:params:xml:ns:xmpp-session',
  stanzas: 'urn:ietf:params:xml:ns:xmpp-stanzas',
  /** RFC 7395, XMPP over WebSocket */
  framing: 'urn:ietf:params:xml:ns:xmpp-framing',
  /** XEP-0198, stream management */
  streamManagement: 'urn:xmpp:sm:3',
  /** XEP-0030 */
  discoInfo: 'http://jabber.org/protocol/disco#info',
  discoItems: 'http://jabber.org/protocol/disco#items',
  /** XEP-0199 */
  ping: 'urn:xmpp:ping',
  /** XEP-0215, where STUN and TURN servers are asked for */
  externalServices: 'urn:xmpp:extdisco:2',
  /** XEP-0203 */
  delay: 'urn:xmpp:delay',
  /** XEP-0045 */
  muc: 'http://jabber.org/protocol/muc',
  mucUser: 'http://jabber.org/protocol/muc#user',
  mucAdmin: 'http://jabber.org/protocol/muc#admin',
  dataForms: 'jabber:x:data',
  /** Jicofo's conference request */
  focus: 'http://jitsi.org/protocol/focus',
  /** Starting and stopping a recorder */
  jibri: 'http://jitsi.org/protocol/jibri',
} as const;
