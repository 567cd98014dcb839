/** Native ES modules; only the types are stripped. */
export default {
  displayName: 'local-jitsi',
  rootDir: import.meta.dirname,
  testEnvironment: 'node',
  // Generous: tests wait for conditions over real sockets, on machines that do other things too.
  testTimeout: 60_000,
  testMatch: ['<rootDir>/{src,test}/**/*.spec.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2024' } }] },
};
