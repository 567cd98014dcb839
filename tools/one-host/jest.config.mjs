/** Specs of the installation on one machine (deploy/jitsi): its commands, and the servers that it brings. */
import tools from '../jest.config.mjs';

export default {
  ...tools,
  displayName: 'one-host',
  rootDir: import.meta.dirname,
  testPathIgnorePatterns: ['/node_modules/'],
  // Each spec starts many programs, which takes its time on a slow machine.
  testTimeout: 120_000,
};
