/**
 * Things that have exactly one place in this code base, and are refused everywhere else: the environment, the
 * database client, the conferencing library, the clock.
 */

const ENVIRONMENT = {
  object: 'process',
  property: 'env',
  message: 'Settings are parsed and typed once: add them to env.ts and inject them.',
};

const CLOCK_MESSAGE = 'Time is injected: take it from the clock, so that tests can move it.';
const CLOCK = [
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: CLOCK_MESSAGE,
  },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: CLOCK_MESSAGE },
];

const ENUM = {
  selector: 'TSEnumDeclaration',
  message: 'Use a union of literals, or a const object with `satisfies`.',
};

const PRISMA = {
  regex: '(^@prisma/)|(generated/prisma)',
  message: 'Only repositories and apps/api/src/platform speak to the database.',
};

const CONFERENCE = {
  regex: '^(lib-jitsi-meet|@solyd/)',
  message: 'Only libs/conference-client knows lib-jitsi-meet; use its port.',
};

const everything = ['libs/**/*.ts', 'apps/**/*.ts', 'deploy/**/*.ts', 'tools/**/*.ts'];

/** @type {import('eslint').Linter.Config[]} */
export const bans = [
  {
    files: everything,
    rules: {
      'no-restricted-syntax': ['error', ENUM],
      'no-restricted-imports': ['error', { patterns: [PRISMA, CONFERENCE] }],
    },
  },
  {
    files: ['apps/api/**/*.ts', 'apps/web/**/*.ts', 'libs/**/*.ts'],
    ignores: [
      'apps/api/src/env.ts',
      '**/main.ts',
      '**/*.spec.ts',
      '**/*.config.ts',
      'apps/*/test/**',
      'libs/*/test/**',
    ],
    rules: { 'no-restricted-properties': ['error', ENVIRONMENT] },
  },
  {
    files: ['apps/api/src/**/*.ts', 'libs/**/*.ts'],
    ignores: ['**/clock.ts', '**/*.spec.ts', 'libs/*/test/**'],
    rules: { 'no-restricted-syntax': ['error', ENUM, ...CLOCK] },
  },
  {
    files: ['libs/conference-client/**', 'tools/**'],
    rules: { 'no-restricted-imports': ['error', { patterns: [PRISMA] }] },
  },
  {
    files: [
      'apps/api/src/**/*.repository.ts',
      'apps/api/src/platform/**',
      'apps/api/src/accounts/authentication.ts',
      'apps/api/test/**',
      'tools/migrations/**',
    ],
    rules: { 'no-restricted-imports': ['error', { patterns: [CONFERENCE] }] },
  },
];
