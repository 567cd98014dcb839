import { describe, expect, it } from '@jest/globals';
import { parseEnvironment } from './environment.ts';

const complete = {
  PORT: '5280',
  JITSI_APP_ID: 'greenroom',
  JITSI_APP_SECRET: 'secret-of-room-tokens',
  JITSI_DOMAIN: 'Meet.Jitsi',
  CONFERENCE_SECRET: 'secret-of-the-conference',
  API_URL: 'http://127.0.0.1:4000/',
};

describe('parseEnvironment', () => {
  it('reads a complete environment', () => {
    const environment = parseEnvironment(complete);
    expect(environment).toMatchObject({
      PORT: 5280,
      JITSI_DOMAIN: 'meet.jitsi',
      API_URL: 'http://127.0.0.1:4000',
    });
  });

  it.each(Object.keys(complete))('names %s when it is missing', (name) => {
    expect(() => parseEnvironment({ ...complete, [name]: undefined })).toThrow(name);
  });

  it('does not repeat a secret in its message', () => {
    expect(() => parseEnvironment({ ...complete, JITSI_APP_SECRET: 'short' })).toThrow(/JITSI_APP_SECRET/);
    expect(() => parseEnvironment({ ...complete, JITSI_APP_SECRET: 'short' })).not.toThrow(/: short/);
  });
});
