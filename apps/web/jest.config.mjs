import presets from 'jest-preset-angular/presets/index.js';

const angular = presets.createEsmPreset({ tsconfig: '<rootDir>/tsconfig.spec.json' });

/** Native ES modules in jsdom; also runs the specifications of libs/ui, which is compiled the same way. */
export default {
  ...angular,
  displayName: 'web',
  rootDir: import.meta.dirname,
  roots: ['<rootDir>/src', '<rootDir>/../../libs/ui/src'],
  testMatch: ['**/*.spec.ts'],
  setupFilesAfterEnv: ['<rootDir>/test-setup.ts'],
  transform: {
    // Only their types are stripped, as Node does it: their imports name the `.ts` files.
    '/libs/(contracts|domain)/.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2024' } },
    ],
    ...angular.transform,
  },
};
