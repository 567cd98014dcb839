import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createConferenceClient, type ConferenceClient, type ConferenceRecorder } from '../src/index.ts';
import { FakeLibrary, type FakeConference } from './fake/fake-library.ts';
import { grant } from './fake/grant.ts';

let library: FakeLibrary;
let client: ConferenceClient;
let recorder: ConferenceRecorder;
let conference: FakeConference;

beforeEach(async () => {
  library = new FakeLibrary();
  library.install();
  const libraryUrl = `/library-${Math.random()}.js`;
  client = createConferenceClient({ fetchGrant: () => Promise.resolve(grant(libraryUrl, 1)) });
  await client.join({ microphone: true, camera: true });
  recorder = await client.recorder();
  conference = library.last.conference;
  expect(recorder.state()).toEqual({ kind: 'off', error: null });
});
afterEach(() => client.leave());

/** What the library tells of a recording. */
function tell(status: string | undefined, error?: string): void {
  conference.emit('RECORDER_STATE_CHANGED', {
    getStatus: () => status,
    getError: () => error,
  });
}

describe('a recorder', () => {
  it('starts, is on, and is off again, as the focus says', async () => {
    const started = recorder.start();
    expect(recorder.state()).toEqual({ kind: 'starting' });
    await started;
    tell('pending');
    expect(recorder.state()).toEqual({ kind: 'starting' });
    tell('on');
    expect(recorder.state()).toEqual({ kind: 'on' });
    tell('off');
    expect(recorder.state()).toEqual({ kind: 'off', error: null });
  });

  it.each([
    ['policy-violation', 'refused'],
    ['forbidden', 'refused'],
    ['resource-constraint', 'busy'],
    ['service-unavailable', 'unavailable'],
    ['timeout', 'unavailable'],
  ] as const)('that is answered with %s is told as %s', async (condition, error) => {
    conference.onStartRecording = () => {
      tell(undefined, condition);
      return Promise.reject(new Error(condition));
    };
    await recorder.start();
    expect(recorder.state()).toEqual({ kind: 'off', error });
  });

  it('that another request was faster for is on its way', async () => {
    conference.onStartRecording = () => {
      tell('', 'unexpected-request');
      return Promise.reject(new Error('taken'));
    };
    await recorder.start();
    expect(recorder.state()).toEqual({ kind: 'starting' });
  });

  it('is asked for once while it is on its way or there', async () => {
    let requests = 0;
    conference.onStartRecording = () => {
      requests++;
      return Promise.resolve();
    };
    await recorder.start();
    await recorder.start();
    tell('on');
    await recorder.start();
    expect(requests).toBe(1);
  });

  it('in the room is nobody: not shown, not counted', () => {
    conference.welcome('r', 'recorder', true);
    expect(client.remotes()).toEqual([]);
    expect(client.state()).toEqual({ kind: 'waiting-alone' });
    conference.welcome('a', 'ann');
    expect(client.remotes().map(({ id }) => id)).toEqual(['a']);
    expect(client.mediaUnavailable()).toBe(false);
    for (const options of [library.last.options, conference.options])
      expect(options).toMatchObject({ hiddenDomain: 'hidden.meet.jitsi' });
  });
});

describe('hints', () => {
  it('go to everybody, and those of others are counted', () => {
    recorder.hint();
    expect(conference.payloads).toEqual([{ payload: { type: 'greenroom.recording' }, to: '' }]);
    expect(recorder.hints()).toBe(0);
    for (const payload of [{ type: 'greenroom.recording' }, { type: 'other' }, null, 'text'])
      conference.emit('ENDPOINT_MESSAGE_RECEIVED', {}, payload);
    expect(recorder.hints()).toBe(1);
  });

  it('are no trouble while the signalling is away', () => {
    conference.sendMessage = () => {
      throw new Error('Not connected');
    };
    expect(() => recorder.hint()).not.toThrow();
  });
});
