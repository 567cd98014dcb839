import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../launcher/paths.ts';
import { runNode } from '../launcher/run.ts';
import { type Outcome, PASSED, failure } from './outcome.ts';
import { readJestReport, readPlaywrightReport, withExitCode } from './reports.ts';

const REPORTS = path.join(ROOT, 'test-results');

/** Runs a checking tool: it passes or fails as a whole, with its output as the explanation. */
export async function runCheck(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Outcome> {
  const { code, output } = await runNode(args, { quiet: true, env });
  return code === 0 ? PASSED : failure(output.trimEnd());
}

/** Runs the specs of a Jest configuration. */
export async function runJest(config: string): Promise<Outcome> {
  const report = reportFile(config);
  const jest = ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js'];
  const { code, output } = await runNode([...jest, '--config', config, '--json', '--outputFile', report], {
    quiet: true,
    group: true,
  });
  return collect(report, readJestReport, code, output);
}

/** Runs the browser tests of a Playwright configuration. */
export async function runPlaywright(config: string, chromium: string): Promise<Outcome> {
  const report = reportFile(config);
  const { code, output } = await runNode(
    ['node_modules/@playwright/test/cli.js', 'test', '--config', config, '--reporter=line,json'],
    { quiet: true, group: true, env: { CHROMIUM_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: report } },
  );
  return collect(report, readPlaywrightReport, code, output);
}

function reportFile(config: string): string {
  mkdirSync(REPORTS, { recursive: true });
  const file = path.join(REPORTS, `${config.replaceAll('/', '-').replace(/\.config\..*$/, '')}.json`);
  rmSync(file, { force: true });
  return file;
}

function collect(file: string, read: (report: unknown) => Outcome, code: number, output: string): Outcome {
  if (!existsSync(file)) return withExitCode({ passed: 0, failed: 0, failures: [] }, code || 1, output);
  return withExitCode(read(JSON.parse(readFileSync(file, 'utf8'))), code, output);
}
