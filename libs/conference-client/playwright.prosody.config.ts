import { defineConfig } from '@playwright/test';
import base from './playwright.config.ts';

process.env.SIGNALLING = 'prosody';

/** The same two people over the real Prosody. */
export default defineConfig({
  ...base,
  testMatch: 'two-people.e2e.ts',
  outputDir: '../../node_modules/.cache/conference-client-prosody',
});
