import type { LaunchOptions } from '@playwright/test';
import { existsSync } from 'node:fs';

/** Real Chromiums with fake cameras; a system Chromium where there is one, else Playwright's own. */
export function chromiumOptions(): LaunchOptions {
  const systemChromium = '/usr/bin/chromium';
  return {
    ...(existsSync(systemChromium) ? { executablePath: systemChromium } : {}),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      '--autoplay-policy=no-user-gesture-required',
      '--auto-select-desktop-capture-source=Entire screen',
      '--allow-loopback-in-peer-connection',
      '--disable-features=WebRtcHideLocalIpsWithMdns',
    ],
  };
}
