/**
 * The contract of the signalling server asked of the real Prosody with the shipped configuration and plugins: the specs
 * that libs/local-jitsi keeps it by, and those of Prosody alone.
 */
import path from 'node:path';
import local from '../../libs/local-jitsi/jest.config.mjs';

const root = path.resolve(import.meta.dirname, '../..');

export default {
  ...local,
  displayName: 'prosody',
  rootDir: root,
  roots: ['<rootDir>/deploy/jitsi/test', '<rootDir>/libs/local-jitsi/test/contract'],
  testMatch: ['**/*.spec.ts'],
  setupFiles: ['<rootDir>/deploy/jitsi/test/support/use-prosody.ts'],
};
