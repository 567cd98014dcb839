import { defineConfig } from '@playwright/test';
import { chromiumOptions } from './bench/chromium.ts';

export default defineConfig({
  testDir: 'test',
  testMatch: '*.e2e.ts',
  outputDir: '../../node_modules/.cache/conference-client',
  workers: 1,
  timeout: 120_000,
  expect: { timeout: 30_000 },
  reporter: 'list',
  use: {
    permissions: ['camera', 'microphone'],
    launchOptions: chromiumOptions(),
  },
});
