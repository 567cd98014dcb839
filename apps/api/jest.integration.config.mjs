/** Specs against the real database and servers; see tools/test-database for where the database comes from. */
import { shared } from './jest.config.mjs';

export default {
  ...shared,
  displayName: 'api integration',
  testMatch: ['<rootDir>/test/{integration,security,faults}/**/*.spec.ts'],
  globalSetup: '<rootDir>/../../tools/test-database/global-setup.mjs',
  globalTeardown: '<rootDir>/../../tools/test-database/global-teardown.mjs',
  maxWorkers: 2,
  testTimeout: 120_000,
};
