import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { NS } from '../../../libs/local-jitsi/src/namespaces.ts';
import { AUTHORITY, roomToken } from '../../../libs/local-jitsi/test/support/room-token.ts';
import { ANN, BOB } from '../../../libs/local-jitsi/test/support/scene.ts';
import { MUC, XmppClient, errorCondition } from '../../../libs/local-jitsi/test/support/xmpp-client.ts';
import { startProsodyScene, type ProsodyScene } from './support/prosody-scene.ts';

const PREVIOUS_SECRET = 'the-secret-that-is-being-replaced';
const OWNER = 'http://jabber.org/protocol/muc#owner';

let scene: ProsodyScene;
beforeAll(async () => {
  scene = await startProsodyScene({ previousAppSecret: PREVIOUS_SECRET });
});
afterAll(() => scene.stop());

/** What is said of somebody in a room. */
async function standingOf(watcher: XmppClient, nick: string): Promise<Record<string, unknown> | undefined> {
  return (await watcher.sees(nick, 'available')).getChild('x', NS.mucUser)?.getChild('item')?.attrs;
}

describe('while a key is replaced', () => {
  it.each([
    ['the new one', AUTHORITY.appSecret, 'success'],
    ['the one before it', PREVIOUS_SECRET, 'success'],
    ['any other', 'a-secret-that-was-replaced-long-ago', 'failure'],
  ])('a token of %s', async (_key, secret, expected) => {
    const client = await XmppClient.authenticate(scene.prosody.port, roomToken({ secret }));
    expect((await client.next(({ name }) => name === 'success' || name === 'failure')).name).toBe(expected);
  });
});

describe('a secret that is empty', () => {
  it('is none: without one before it, the new one alone is believed', async () => {
    const alone = await startProsodyScene({ previousAppSecret: '' });
    const ann = await alone.login(ANN);
    await ann.join('a');
    const stranger = await XmppClient.authenticate(
      alone.prosody.port,
      roomToken({ secret: PREVIOUS_SECRET }),
    );
    expect((await stranger.next(({ name }) => name === 'success' || name === 'failure')).name).toBe(
      'failure',
    );
    await alone.stop();
  });

  it('opens nothing where there is no other', async () => {
    const none = await startProsodyScene({ appSecret: '', previousAppSecret: '' });
    const client = await XmppClient.open(none.prosody.port, roomToken());
    const answer = await client.next(({ name }) => name.endsWith('features') || name.endsWith('error'));
    expect(answer.getChild('mechanisms')?.getChildren('mechanism') ?? []).toEqual([]);
    expect(none.prosody.log()).toContain('greenroom_app_secrets is empty');
    await none.stop();
  });
});

describe('a candidate', () => {
  it('is a participant even as the first in the room; the interviewer is its moderator', async () => {
    const bob = await scene.login(BOB, 'first');
    await bob.join('b', 'first');
    expect(await standingOf(bob, 'b')).toMatchObject({ affiliation: 'none', role: 'participant' });
    const ann = await scene.login(ANN, 'first');
    await ann.join('a', 'first');
    expect(await standingOf(bob, 'a')).toMatchObject({ affiliation: 'owner', role: 'moderator' });
  });

  it('stays a participant, also when the focus would make everybody an owner who has logged in', async () => {
    const bob = await scene.login(BOB, 'granting');
    await bob.join('b', 'granting');
    const request = `<conference xmlns="http://jitsi.org/protocol/focus" room="granting@${MUC}"/>`;
    expect((await bob.ask('conference', 'set', 'focus.meet.jitsi', request)).attrs.type).toBe('result');
    expect(await standingOf(bob, 'focus')).toMatchObject({ affiliation: 'owner', role: 'moderator' });
    const ann = await scene.login(ANN, 'granting');
    await ann.join('a', 'granting');
    expect(await standingOf(ann, 'b')).toMatchObject({ affiliation: 'none', role: 'participant' });
  });

  it('reads what the focus and the client ask of a room', async () => {
    const bob = await scene.login(BOB, 'info');
    await bob.join('b', 'info');
    const info = await bob.ask('info', 'get', `info@${MUC}`, `<query xmlns="${NS.discoInfo}"/>`);
    const fields = info.getChild('query', NS.discoInfo)?.getChild('x', 'jabber:x:data')?.getChildren('field');
    const valueOf = (name: string) =>
      fields?.find((field) => field.attrs.var === `muc#roominfo_${name}`)?.getChildText('value');
    expect(valueOf('meetingId')).toMatch(/^[0-9a-f-]{36}$/);
    expect(valueOf('created_timestamp')).toMatch(/^\d{13}$/);
  });

  it('neither reads nor writes the settings of the room, nor does a moderator', async () => {
    const bob = await scene.login(BOB, 'settings');
    const ann = await scene.login(ANN, 'settings');
    await bob.join('b', 'settings');
    await ann.join('a', 'settings');
    const destroy = `<query xmlns="${OWNER}"><destroy/></query>`;
    for (const client of [bob, ann]) {
      for (const [type, content] of [
        ['get', `<query xmlns="${OWNER}"/>`],
        ['set', destroy],
        ['set', `<query xmlns="${OWNER}"><x xmlns="jabber:x:data" type="submit"/></query>`],
      ] as const) {
        const answer = await client.ask(`${type}${content.length}`, type, `settings@${MUC}`, content);
        expect(errorCondition(answer)).toBe('forbidden');
      }
    }
  });

  it.each([
    ['another room', `<presence to="other@${MUC}/b"><x xmlns="http://jabber.org/protocol/muc"/></presence>`],
    ['the bridges', '<presence to="jvbbrewery@internal-muc.meet.jitsi/b"/>'],
    [
      'the list of rooms',
      `<iq id="1" type="get" to="${MUC}"><query xmlns="http://jabber.org/protocol/disco#items"/></iq>`,
    ],
    ['the focus itself', '<message to="focus@auth.meet.jitsi"><body>x</body></message>'],
    ['an account', '<message to="somebody@meet.jitsi"><body>x</body></message>'],
  ])('does not reach %s', async (_what, stanza) => {
    const bob = await scene.login(BOB, 'reach');
    bob.send(stanza.replace(' ', ' xmlns="jabber:client" '));
    const answer = await bob.next(({ attrs }) => attrs.type === 'error');
    expect(errorCondition(answer)).toBe('not-allowed');
  });

  it('keeps one name in the room', async () => {
    const bob = await scene.login(BOB, 'name');
    await bob.join('b', 'name');
    bob.enter('c', 'name');
    const answer = await bob.next(({ attrs }) => attrs.type === 'error');
    expect(errorCondition(answer)).toBe('not-allowed');
  });
});

it('a login without token is offered nothing but tokens', async () => {
  const client = await XmppClient.open(scene.prosody.port, null);
  const features = await client.next(({ name }) => name.endsWith('features'));
  const mechanisms = features.getChild('mechanisms')?.getChildren('mechanism') ?? [];
  expect(mechanisms.map((mechanism) => mechanism.text())).toEqual(['ANONYMOUS']);
});
