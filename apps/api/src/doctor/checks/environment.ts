import { statSync } from 'node:fs';
import { parseEnvironment } from '../../env.ts';
import { type Check, type Finding, notApplicable, ok, problem, warning } from '../check.ts';
import { type Examination, isEmbedded } from '../examination.ts';

/** Secrets that protect different things: one that leaks must not open the others. */
const OWN_SECRETS = ['AUTH_SECRET', 'LINK_SECRET', 'JITSI_APP_SECRET', 'CONFERENCE_SECRET', 'TURN_SECRET'];
/** Fewer different signs than this were not drawn by chance from 32 or more. */
const LEAST_SIGNS = 8;

export const environment: Check = {
  name: 'environment',
  title: 'Settings',
  run: (examination) =>
    Promise.resolve([
      ...parsed(examination),
      ...weakSecrets(examination),
      ...sharedSecrets(examination),
      ...testKeys(examination),
      settingsFile(examination),
    ]),
};

function parsed({ settings }: Examination): Finding[] {
  try {
    parseEnvironment(settings);
    return [ok('Every setting is there and well-formed.')];
  } catch (failure) {
    // One line for each setting, with its name and never its value.
    const lines = (failure instanceof Error ? failure.message : '').split('\n');
    return lines
      .filter((line) => line.startsWith('  '))
      .map((line) =>
        problem(
          `${line.trim()}.`,
          'The API and the worker do not start so; README.md, "Environment", says more.',
        ),
      );
  }
}

function weakSecrets({ settings }: Examination): Finding[] {
  return OWN_SECRETS.filter((name) => new Set(settings[name] ?? '').size < LEAST_SIGNS && settings[name]).map(
    (name) => problem(`${name} can be guessed.`, 'Make another one: openssl rand -hex 32'),
  );
}

function sharedSecrets({ settings }: Examination): Finding[] {
  const set = OWN_SECRETS.filter((name) => settings[name] !== undefined);
  return [...Map.groupBy(set, (name) => settings[name]).values()]
    .filter((names) => names.length > 1)
    .map((names) =>
      problem(`${names.join(' and ')} are the same.`, 'Make one for each purpose: openssl rand -hex 32'),
    );
}

function testKeys(examination: Examination): Finding[] {
  const isTestKey = /^[rs]k_test_/.test(examination.settings.STRIPE_SECRET_KEY ?? '');
  if (!isTestKey || isEmbedded(examination)) return [];
  return [
    warning(
      'STRIPE_SECRET_KEY is a key for tests.',
      'No money moves with it: take the live one when you open.',
    ),
  ];
}

function settingsFile({ options }: Examination): Finding {
  const { settingsFile: file } = options;
  if (file === undefined) return notApplicable('The settings come from the environment, not from a file.');
  if (process.platform === 'win32')
    return notApplicable('Who may read the settings is not told by a mode here.');
  const mode = statSync(file).mode & 0o777;
  const shown = mode.toString(8).padStart(3, '0');
  if ((mode & 0o077) === 0) return ok(`${file} is for its owner alone (mode ${shown}).`);
  return problem(`${file} holds secrets and can be read by others (mode ${shown}).`, `chmod 600 ${file}`);
}
