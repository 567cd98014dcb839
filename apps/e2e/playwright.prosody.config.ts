import { defineConfig } from '@playwright/test';
import base from './playwright.config.ts';

process.env.SIGNALLING = 'prosody';

/** The interview itself once more, over the real Prosody. */
export default defineConfig({
  ...base,
  testMatch: ['main-job.spec.ts', 'room-trouble.spec.ts'],
  outputDir: '../../test-results/e2e-prosody',
});
