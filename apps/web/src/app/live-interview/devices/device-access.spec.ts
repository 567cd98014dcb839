import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DeviceAccess } from './device-access';

type Answer = (constraints: MediaStreamConstraints) => Promise<MediaStream>;

const track = (kind: 'audio' | 'video') => ({ kind }) as MediaStreamTrack;
const refuse = (name: string) => Promise.reject(new DOMException(name, name));
const grant = ({ audio, video }: MediaStreamConstraints) =>
  Promise.resolve({
    getTracks: () => [...(audio ? [track('audio')] : []), ...(video ? [track('video')] : [])],
  } as MediaStream);

describe('DeviceAccess', () => {
  const access = new DeviceAccess();
  let questions: MediaStreamConstraints[] = [];

  /** A browser with this answer and these permissions. */
  const browser = (
    answer: Answer,
    permissions: Partial<Record<'microphone' | 'camera', PermissionState>> = {},
  ) => {
    questions = [];
    Object.defineProperty(navigator, 'mediaDevices', {
      configurable: true,
      value: {
        getUserMedia: (constraints: MediaStreamConstraints) => {
          questions.push(constraints);
          return answer(constraints);
        },
      },
    });
    Object.defineProperty(navigator, 'permissions', {
      configurable: true,
      value: {
        query: ({ name }: { name: 'microphone' | 'camera' }) => {
          const state = permissions[name];
          return state ? Promise.resolve({ state }) : Promise.reject(new TypeError(name));
        },
      },
    });
  };

  beforeEach(() => browser(grant));

  afterEach(() => {
    Reflect.deleteProperty(navigator, 'mediaDevices');
    Reflect.deleteProperty(navigator, 'permissions');
  });

  it('asks once for both, with the chosen devices where they still are', async () => {
    const opened = await access.open(['microphone', 'camera'], { microphone: 'mic-2', camera: null });
    expect(opened).toEqual({ microphone: track('audio'), camera: track('video') });
    expect(questions).toHaveLength(1);
    expect(questions[0]?.audio).toMatchObject({ deviceId: { ideal: 'mic-2' } });
    expect(questions[0]?.video).not.toHaveProperty('deviceId');
  });

  it('says that a page without https has no devices', async () => {
    Reflect.deleteProperty(navigator, 'mediaDevices');
    expect(await access.open(['microphone', 'camera'], {})).toEqual({
      microphone: 'unsupported',
      camera: 'unsupported',
    });
  });

  it('opens the microphone where only the camera is missing', async () => {
    browser((wanted) => (wanted.video ? refuse('NotFoundError') : grant(wanted)));
    expect(await access.open(['microphone', 'camera'], {})).toEqual({
      microphone: track('audio'),
      camera: 'missing',
    });
  });

  it('names a device that another program holds', async () => {
    browser((wanted) => (wanted.audio ? refuse('NotReadableError') : grant(wanted)));
    expect(await access.open(['microphone', 'camera'], {})).toEqual({
      microphone: 'in-use',
      camera: track('video'),
    });
  });

  it('does not ask again for what the browser blocks', async () => {
    browser(() => refuse('NotAllowedError'), { microphone: 'denied', camera: 'denied' });
    expect(await access.open(['microphone', 'camera'], {})).toEqual({
      microphone: 'blocked',
      camera: 'blocked',
    });
    expect(questions).toHaveLength(1);
  });

  it('opens the one that is not blocked', async () => {
    browser((wanted) => (wanted.video ? refuse('NotAllowedError') : grant(wanted)), {
      microphone: 'prompt',
      camera: 'denied',
    });
    expect(await access.open(['microphone', 'camera'], {})).toEqual({
      microphone: track('audio'),
      camera: 'blocked',
    });
  });

  it('tells a closed question from a ban, and does not ask it twice', async () => {
    browser(() => refuse('NotAllowedError'), { microphone: 'prompt', camera: 'prompt' });
    expect(await access.open(['microphone', 'camera'], {})).toEqual({
      microphone: 'dismissed',
      camera: 'dismissed',
    });
    expect(questions).toHaveLength(1);
  });

  it('takes it for a ban where the browser does not tell its permissions', async () => {
    browser(() => refuse('NotAllowedError'));
    expect(await access.open(['camera'], {})).toEqual({ camera: 'blocked' });
  });
});
