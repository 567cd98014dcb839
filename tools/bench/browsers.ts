import { type Browser, chromium } from '@playwright/test';
import { CHROMIUM_FLAGS } from '../verify/chromium-flags.ts';
import { findOrInstallChromium } from '../verify/chromium.ts';

/** A Chromium of its own, with a fake camera and microphone, on loopback, asking nobody outside. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: findOrInstallChromium(),
    args: [...CHROMIUM_FLAGS],
  });
}
