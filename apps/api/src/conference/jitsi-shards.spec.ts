import { describe, expect, it } from '@jest/globals';
import type { Environment } from '../env.ts';
import { JitsiShards } from './jitsi-shards.ts';

const shardsOf = (settings: Partial<Environment>) =>
  new JitsiShards({
    JITSI_WEBSOCKET_URL: 'wss://interviews.example.com/xmpp-websocket',
    JITSI_LIBRARY_URL: '/libs/lib-jitsi-meet.min.js',
    ...settings,
  });

const two = shardsOf({
  JITSI_SHARDS: [
    { name: 'a', controlUrl: 'http://prosody.a:5280/greenroom' },
    { name: 'b', controlUrl: 'http://prosody.b:5280/greenroom' },
  ],
});

describe('shards with names', () => {
  it('are found below a path of their own, at the same origins', () => {
    expect(two.addressesOf('b')).toEqual({
      serviceUrl: 'wss://interviews.example.com/shards/b/xmpp-websocket',
      libraryUrl: '/shards/b/libs/lib-jitsi-meet.min.js',
    });
    const elsewhere = shardsOf({ JITSI_LIBRARY_URL: 'https://meet.example.com/libs/lib.js' });
    expect(elsewhere.addressesOf('b').libraryUrl).toBe('https://meet.example.com/shards/b/libs/lib.js');
  });

  it('take the commands about their rooms, the first also those about rooms on none of them', () => {
    expect(two.areNamed).toBe(true);
    expect(two.areOutOfReach).toBe(false);
    expect(two.controlUrlOf('b')).toBe('http://prosody.b:5280/greenroom');
    for (const shard of [null, 'gone', '__proto__']) {
      expect(two.answeringFor(shard)).toBe('a');
      expect(two.controlUrlOf(shard)).toBe('http://prosody.a:5280/greenroom');
    }
  });
});

describe('the one shard without a name', () => {
  it('is where the settings say, whatever may be remembered of a room', () => {
    const one = shardsOf({ CONFERENCE_CONTROL_URL: 'http://prosody:5280/greenroom/' });
    expect(one.areNamed).toBe(false);
    expect(one.controlUrlOf('b')).toBe('http://prosody:5280/greenroom');
    expect(one.addressesOf(null)).toEqual({
      serviceUrl: 'wss://interviews.example.com/xmpp-websocket',
      libraryUrl: '/libs/lib-jitsi-meet.min.js',
    });
  });

  it('is out of reach where no address for commands is set', () => {
    expect(shardsOf({}).areOutOfReach).toBe(true);
    expect(shardsOf({}).controlUrlOf(null)).toBeUndefined();
  });
});
