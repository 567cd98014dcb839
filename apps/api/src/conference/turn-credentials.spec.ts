import { describe, expect, it } from '@jest/globals';
import type { Environment } from '../env.ts';
import { TurnCredentials } from './turn-credentials.ts';

const UDP = 'turn:turn.example.com:3478?transport=udp';
const TLS = 'turns:turn.example.com:443?transport=tcp';

const mint = (settings: Partial<Environment>) =>
  new TurnCredentials(settings).mint('candidate-1', new Date('2026-05-04T10:05:00.900Z'));

describe('credentials of the TURN server', () => {
  it('carry their end and their owner, signed with the shared secret, for each address', () => {
    const username = '1777889100:candidate-1';
    // printf %s 1777889100:candidate-1 | openssl dgst -sha1 -hmac north -binary | base64
    const credential = '4NZFP2Ag363G+BZCQZSnQaF5H30=';
    expect(mint({ TURN_SECRET: 'north', TURN_URLS: [UDP, TLS] })).toEqual([
      { urls: UDP, username, credential },
      { urls: TLS, username, credential },
    ]);
  });

  it('are not given where there is no such server', () => {
    expect(mint({})).toEqual([]);
  });
});
