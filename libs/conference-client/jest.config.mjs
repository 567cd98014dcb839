/** Native ES modules; only the types are stripped. The browser tests are Playwright's (`*.e2e.ts`). */
export default {
  displayName: 'conference-client',
  rootDir: import.meta.dirname,
  testEnvironment: 'node',
  // Generous: tests wait for conditions, on machines that do other things too.
  testTimeout: 60_000,
  testMatch: ['<rootDir>/{src,test}/**/*.spec.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2024' } }] },
};
