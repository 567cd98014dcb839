import { Injectable } from '@angular/core';
import { browserMedia } from './browser-media';

/** What captures; a speaker only plays. */
export type CaptureKind = 'microphone' | 'camera';

/**
 * Why a device does not work. `blocked`: the browser or the system forbids it; `dismissed`: the browser's question was
 * closed without an answer; `missing`: there is none; `in-use`: another program has it; `unsupported`: this browser, or
 * a page without https, has no devices at all; `lost`: it worked and went away.
 */
export type DeviceProblem = 'blocked' | 'dismissed' | 'missing' | 'in-use' | 'unsupported' | 'lost';

export type Opened = MediaStreamTrack | DeviceProblem;

const CONSTRAINT = { microphone: 'audio', camera: 'video' } as const;

/** The browser's own door to microphones and cameras. */
@Injectable()
export class DeviceAccess {
  /**
   * Opens devices with one question to the person. Where that fails for one of two, finds out which, and opens the
   * other without bothering the person a second time.
   * @param chosen device ids as in `enumerateDevices`; another device is opened where they are gone
   */
  async open(
    kinds: readonly CaptureKind[],
    chosen: Partial<Record<CaptureKind, string | null>>,
  ): Promise<Partial<Record<CaptureKind, Opened>>> {
    const media = browserMedia();
    if (!media) return everyKind(kinds, 'unsupported');
    try {
      const stream = await media.getUserMedia(constraintsFor(kinds, chosen));
      const opened: Partial<Record<CaptureKind, Opened>> = {};
      for (const kind of kinds) {
        opened[kind] = stream.getTracks().find((track) => track.kind === CONSTRAINT[kind]) ?? 'missing';
      }
      return opened;
    } catch (failure) {
      return this.sortOut(failure, kinds, chosen);
    }
  }

  private async sortOut(
    failure: unknown,
    kinds: readonly CaptureKind[],
    chosen: Partial<Record<CaptureKind, string | null>>,
  ): Promise<Partial<Record<CaptureKind, Opened>>> {
    const refused = nameOf(failure) === 'NotAllowedError';
    const permissions = await Promise.all(kinds.map(permissionOf));
    const onlyOneIsBlocked = permissions.includes('denied') && !permissions.every((one) => one === 'denied');
    const opened: Partial<Record<CaptureKind, Opened>> = {};
    for (const [index, kind] of kinds.entries()) {
      const mayAsk = !refused || (permissions[index] !== 'denied' && onlyOneIsBlocked);
      if (kinds.length > 1 && mayAsk) Object.assign(opened, await this.open([kind], chosen));
      else opened[kind] = problemOf(failure, permissions[index] ?? null);
    }
    return opened;
  }
}

function constraintsFor(
  kinds: readonly CaptureKind[],
  chosen: Partial<Record<CaptureKind, string | null>>,
): MediaStreamConstraints {
  const device = (kind: CaptureKind) => (chosen[kind] ? { deviceId: { ideal: chosen[kind] } } : {});
  return {
    audio: kinds.includes('microphone') && {
      ...device('microphone'),
      echoCancellation: true,
      noiseSuppression: true,
      autoGainControl: true,
    },
    video: kinds.includes('camera') && {
      ...device('camera'),
      width: { ideal: 1280 },
      height: { ideal: 720 },
    },
  };
}

function problemOf(failure: unknown, permission: PermissionState | null): DeviceProblem {
  switch (nameOf(failure)) {
    case 'NotAllowedError':
      return permission === 'prompt' ? 'dismissed' : 'blocked';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'missing';
    case 'TypeError':
    case 'SecurityError':
      return 'unsupported';
    default:
      return 'in-use';
  }
}

/** Null where the browser does not tell. */
async function permissionOf(kind: CaptureKind): Promise<PermissionState | null> {
  try {
    return (await navigator.permissions.query({ name: kind })).state;
  } catch {
    return null;
  }
}

const everyKind = (kinds: readonly CaptureKind[], problem: DeviceProblem) =>
  Object.fromEntries(kinds.map((kind) => [kind, problem]));

const nameOf = (failure: unknown): string => (failure instanceof Error ? failure.name : '');
