import { writeFileSync } from 'node:fs';
import { arch, freemem, platform, release, totalmem } from 'node:os';
import type { GivenSettings } from '../env.ts';
import { describeReport, type Report } from './report.ts';
import { secretsOf, settingsToShow, withoutSecrets } from './secrets.ts';
import { archive } from './tar.ts';

/**
 * What helps somebody else to see what is wrong: the report, the settings without their secrets, and what runs here. No rows of the database
 * and no logs are in it, since those speak of people. It is read by its owner alone until they give it away.
 *
 * @throws Error when the file cannot be written, or is there already.
 */
export function writeBundle(file: string, report: Report, settings: GivenSettings): void {
  const secrets = secretsOf(settings);
  const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
  const files = {
    'report.txt': describeReport(report),
    'report.json': json(report),
    'settings.json': json(settingsToShow(settings)),
    'machine.json': json(machine()),
  };
  const safe = Object.fromEntries(
    Object.entries(files).map(([name, text]) => [name, withoutSecrets(text, secrets)]),
  );
  writeFileSync(file, archive(safe, new Date(report.examinedAt)), { mode: 0o600, flag: 'wx' });
}

function machine() {
  const { node, v8, openssl, icu, tz } = process.versions;
  return {
    system: `${platform()} ${release()} ${arch()}`,
    memoryBytes: { total: totalmem(), free: freemem() },
    versions: { node, v8, openssl, icu, tz },
  };
}
