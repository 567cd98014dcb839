import { randomInt } from 'node:crypto';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type LaunchOptions,
} from '@playwright/test';
import { CHROMIUM_FLAGS } from '../../../tools/verify/chromium-flags.ts';
import { filmOf, type Sitter } from './portraits.ts';

/** Chromium with a fake camera and microphone, on loopback, asking nobody outside. */
export const browserLaunch: LaunchOptions = {
  ...(process.env.CHROMIUM_PATH && { executablePath: process.env.CHROMIUM_PATH }),
  args: [...CHROMIUM_FLAGS],
};

/** A browser process of its own for one person. */
export interface Person {
  readonly browser: Browser;
  readonly context: BrowserContext;
}

/** Where the stack that `start-stack` brought up is reached. */
export function portalUrl(): string {
  const url = process.env.PORTAL_URL;
  if (!url) throw new Error('PORTAL_URL is not set: the stack was not started');
  return url;
}

/** An address of one's own (RFC 1918): what is limited for each address is not shared by all the people of a run. */
const ownAddress = (): string => `10.${randomInt(256)}.${randomInt(256)}.${randomInt(1, 255)}`;

/** A context of a browser for one person: like a browser of their own, but quicker to have. No calls between two of them. */
export function openContext(browser: Browser, options: BrowserContextOptions = {}): Promise<BrowserContext> {
  return browser.newContext({
    baseURL: portalUrl(),
    permissions: ['camera', 'microphone'],
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    viewport: { width: 1280, height: 800 },
    extraHTTPHeaders: { 'x-forwarded-for': ownAddress() },
    ...options,
  });
}

/**
 * Opens a browser that keeps hold of its peer connections, so that tests can ask them for statistics.
 *
 * @param sitter who its camera shows when the run makes pictures; otherwise it shows Chromium's pattern
 */
export async function openBrowser(options: BrowserContextOptions = {}, sitter?: Sitter): Promise<Person> {
  const film = sitter && process.env.PICTURES ? [`--use-file-for-fake-video-capture=${filmOf(sitter)}`] : [];
  const browser = await chromium.launch({
    ...browserLaunch,
    args: [...(browserLaunch.args ?? []), ...film],
  });
  const context = await openContext(browser, options);
  if (film.length > 0) await context.addInitScript(nameDevices);
  await context.addInitScript(() => {
    const connections: RTCPeerConnection[] = [];
    Object.assign(window, { peerConnections: connections });
    const Original = window.RTCPeerConnection;
    window.RTCPeerConnection = class extends Original {
      constructor(configuration?: RTCConfiguration) {
        super(configuration);
        connections.push(this);
      }
    };
  });
  return { browser, context };
}

/** Gives the fake devices the names of real ones: Chromium calls a camera by the path of its film. Runs in the page. */
function nameDevices(): void {
  const names: Record<MediaDeviceKind, string> = {
    videoinput: 'HD camera',
    audioinput: 'Built-in microphone',
    audiooutput: 'Headphones',
  };
  Object.defineProperty(MediaDeviceInfo.prototype, 'label', {
    get(this: MediaDeviceInfo) {
      return names[this.kind];
    },
  });
}
