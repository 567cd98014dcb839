import { defineConfig } from '@playwright/test';
import { browserLaunch } from './support/browsers.ts';

/** The whole product as people meet it: the stack of `npm start` on data that is thrown away, real browsers, fake cameras. */
export default defineConfig({
  testDir: './specs',
  outputDir: '../../test-results/e2e',
  globalSetup: './support/start-stack.ts',
  // One room has two browsers already; more at once would starve the media on a small machine.
  workers: 1,
  timeout: 180_000,
  expect: { timeout: 20_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list']],
  use: { launchOptions: browserLaunch, trace: 'retain-on-failure', screenshot: 'only-on-failure' },
});
