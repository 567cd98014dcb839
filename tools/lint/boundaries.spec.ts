import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { bans } from './bans.mjs';
import { boundaryRules } from './boundaries.mjs';

const ROOT = path.resolve(import.meta.dirname, '../..');

const eslint = new ESLint({
  cwd: ROOT,
  overrideConfigFile: true,
  overrideConfig: [
    { files: ['**/*.ts'], languageOptions: { parser: tseslint.parser } },
    boundaryRules,
    ...bans,
  ],
});

/** The rules that refuse this text as the content of this (not existing) file. */
async function refusals(file: string, text: string): Promise<(string | null)[]> {
  const [result] = await eslint.lintText(text, { filePath: path.join(ROOT, file) });
  return (result?.messages ?? []).map(({ ruleId }) => ruleId);
}

const DIRECTION = 'boundaries/dependencies';
const IMPORT = 'no-restricted-imports';
const SYNTAX = 'no-restricted-syntax';
const ENVIRONMENT = 'no-restricted-properties';

describe('refused', () => {
  test.each([
    ['libs/contracts/src/new.ts', "import '@greenroom/domain';", DIRECTION],
    ['libs/contracts/src/new.ts', "import 'rxjs';", DIRECTION],
    ['libs/domain/src/new.ts', "import '@greenroom/ui';", DIRECTION],
    ['libs/domain/src/new.ts', "import 'pg';", DIRECTION],
    ['libs/domain/src/new.ts', "import '../../../apps/api/src/env.ts';", DIRECTION],
    ['libs/ui/src/new.ts', "import '../../../apps/web/src/app/app';", DIRECTION],
    ['libs/conference-client/src/new.ts', "import '@greenroom/contracts';", DIRECTION],
    ['apps/api/src/booking/new.ts', "import '@greenroom/conference-client';", DIRECTION],
    ['apps/api/src/booking/new.ts', "import '@greenroom/local-jitsi';", DIRECTION],
    ['apps/api/src/booking/new.ts', "import '../../../../tools/launcher/stack.ts';", DIRECTION],
    ['apps/api/src/booking/new.ts', "import '../../test/support/builders.ts';", DIRECTION],
    ['apps/web/src/app/booking/new.ts', "import '../../../../api/src/env';", DIRECTION],
    ['apps/web/src/app/booking/new.ts', "import '@greenroom/local-jitsi';", DIRECTION],
    [
      'apps/api/src/booking/booking.service.ts',
      "import { PrismaClient } from '../generated/prisma/client.ts';",
      IMPORT,
    ],
    ['apps/api/src/booking/booking.service.ts', "import '@prisma/adapter-pg';", IMPORT],
    ['apps/web/src/app/live-interview/new.ts', "import '@solyd/lib-jitsi-meet';", IMPORT],
    ['apps/api/src/booking/booking.service.ts', 'export const at = Date.now();', SYNTAX],
    ['libs/domain/src/new.ts', 'export const at = new Date();', SYNTAX],
    ['libs/domain/src/new.ts', 'enum Side { Candidate }', SYNTAX],
    ['apps/api/src/booking/booking.service.ts', 'export const port = process.env.PORT;', ENVIRONMENT],
  ])('%s: %s', async (file, text, rule) => {
    await expect(refusals(file, text)).resolves.toEqual([rule]);
  });
});

describe('allowed', () => {
  test.each([
    ['libs/contracts/src/new.ts', "import 'zod';"],
    ['libs/domain/src/new.ts', "import '@greenroom/contracts';"],
    ['libs/domain/src/new.spec.ts', "import 'fast-check';"],
    ['apps/api/src/booking/new.ts', "import '@greenroom/domain'; import '../env.ts'; import 'node:crypto';"],
    ['apps/api/src/booking/booking.repository.ts', "import '../generated/prisma/client.ts';"],
    ['apps/api/src/platform/clock.ts', 'export const now = () => new Date();'],
    ['apps/api/src/env.ts', 'export const port = process.env.PORT;'],
    [
      'apps/api/test/integration/new.spec.ts',
      "import '../../../../tools/launcher/stack.ts'; import '../../src/env.ts';",
    ],
    ['apps/web/src/app/booking/new.ts', "import '@greenroom/conference-client'; import '@greenroom/ui';"],
    ['libs/conference-client/src/new.ts', "import '@solyd/lib-jitsi-meet';"],
  ])('%s: %s', async (file, text) => {
    await expect(refusals(file, text)).resolves.toEqual([]);
  });
});
