/**
 * The direction of dependencies (docs/architecture.md), as a rule that forbids. A project is known by the tag in its
 * project.json; what is not allowed here is an error, and a new project may depend on nothing until it is named here.
 */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import boundaries from 'eslint-plugin-boundaries';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** Which projects a project may depend on, by tag. */
const ALLOWED = {
  'lib:contracts': [],
  'lib:domain': ['lib:contracts'],
  'lib:conference-client': [],
  'lib:ui': [],
  'lib:local-jitsi': [],
  'app:api': ['lib:contracts', 'lib:domain'],
  'app:web': ['lib:contracts', 'lib:domain', 'lib:ui', 'lib:conference-client'],
  'app:e2e': ['lib:contracts', 'tools'],
  'deploy:jitsi': [],
  tools: ['lib:contracts', 'lib:domain', 'lib:local-jitsi'],
};

/** What the tests of a project may use beyond the project itself and its dependencies. */
const ALLOWED_IN_TESTS = ['lib:contracts', 'lib:local-jitsi', 'lib:local-jitsi:test', 'tools'];

/** The only packages from npm that the pure libraries may use. */
const PACKAGES = {
  'lib:contracts': ['zod'],
  'lib:domain': ['temporal-polyfill'],
};

/** What every spec may use. */
const TEST_PACKAGES = ['@jest/globals', 'fast-check'];

const projects = globSync('{libs/*,apps/*,deploy/*,tools}/project.json', { cwd: ROOT }).map((file) => {
  const { tags } = JSON.parse(readFileSync(path.join(ROOT, file), 'utf8'));
  return { folder: path.dirname(file), tag: tags[0] };
});

const testTag = (tag) => `${tag}:test`;

const to = (tags) => ({ to: { element: { types: { anyOf: tags } } } });

/** @type {import('eslint').Linter.Config} */
export const boundaryRules = {
  files: ['libs/**/*.ts', 'apps/**/*.ts', 'deploy/**/*.ts', 'tools/**/*.ts'],
  plugins: { boundaries: /** @type {import('eslint').ESLint.Plugin} */ (boundaries) },
  settings: {
    'boundaries/root-path': ROOT,
    'boundaries/elements': projects.flatMap(({ folder, tag }) => [
      { type: testTag(tag), pattern: `${folder}/test` },
      { type: tag, pattern: folder },
    ]),
    'import/resolver': { [path.join(import.meta.dirname, 'workspace-resolver.cjs')]: {} },
  },
  rules: {
    'boundaries/dependencies': [
      'error',
      {
        default: 'disallow',
        checkAllOrigins: true,
        message: 'This import goes against the direction of dependencies (tools/lint/boundaries.mjs).',
        policies: [
          { allow: { to: { module: { origin: 'core' } } } },
          { allow: { to: { module: { origin: 'external' } } } },
          ...Object.entries(PACKAGES).map(([tag, packages]) => ({
            from: { element: { type: tag } },
            disallow: {
              to: {
                module: { origin: 'external', source: `!{${[...packages, ...TEST_PACKAGES].join(',')}}` },
              },
            },
          })),
          ...projects.flatMap(({ tag }) => [
            { from: { element: { type: tag } }, allow: to([tag, ...(ALLOWED[tag] ?? [])]) },
            {
              from: { element: { type: testTag(tag) } },
              allow: to([testTag(tag), tag, ...(ALLOWED[tag] ?? []), ...ALLOWED_IN_TESTS]),
            },
          ]),
        ],
      },
    ],
  },
};
