import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { REFUSED_TOKENS } from '../support/refused-tokens.ts';
import { roomToken } from '../support/room-token.ts';
import { startScene, type Scene } from '../support/scene.ts';
import { XmppClient } from '../support/xmpp-client.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await startScene();
});
afterAll(() => scene.stop());

async function answerTo(token: string | null): Promise<string> {
  const client = await XmppClient.authenticate(scene.server.port, token);
  const answer = await client.next(({ name }) => name === 'success' || name === 'failure');
  client.cut();
  return answer.getChild('not-allowed') ? 'not-allowed' : answer.name;
}

describe('the login', () => {
  it('believes a token as the API mints it', async () => {
    expect(await answerTo(roomToken())).toBe('success');
  });

  it.each(Object.entries(REFUSED_TOKENS))('refuses %s', async (_name, wishes) => {
    expect(await answerTo(roomToken(wishes))).toBe('not-allowed');
  });

  it.each([null, '', 'abc', 'a.b.c', `${roomToken()}x`])('refuses %p', async (token) => {
    expect(await answerTo(token)).toBe('not-allowed');
  });

  it('refuses a payload changed after signing', async () => {
    const [header, payload, signature] = roomToken().split('.');
    const claims = JSON.parse(Buffer.from(payload ?? '', 'base64url').toString()) as object;
    const forged = Buffer.from(JSON.stringify({ ...claims, room: 'room-2' })).toString('base64url');
    expect(await answerTo(`${header}.${forged}.${signature}`)).toBe('not-allowed');
  });
});
