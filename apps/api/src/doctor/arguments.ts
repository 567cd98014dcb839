import { parseArgs } from 'node:util';
import type { ExaminationOptions } from './examination.ts';

export const USAGE = `usage: doctor [options]

Looks at an installation of Greenroom, and changes nothing. Ends with 0 when all is in order or there are only warnings,
1 when something is broken, 2 when it was called wrongly.

  --json                   print the report as JSON
  --bundle FILE            also write a support bundle (.tar.gz), which holds no secrets
  --only NAMES             only these checks, separated by commas
  --timeout SECONDS        how long each check may take (15)
  --dkim-selector NAME     under which the mail server's key is published; may be given more than once
  --bridge HOST[:PORT]     a bridge to send a datagram to (port 10000)
  --worker URL             where a worker answers for its health, such as http://127.0.0.1:3002
  --settings-file FILE     the file that the settings come from
  --data FOLDER            a folder whose disk must not be full; may be given more than once
  --help                   print this
`;

export interface DoctorArguments extends ExaminationOptions {
  readonly help: boolean;
  readonly json: boolean;
  readonly bundle: string | undefined;
  readonly only: readonly string[] | undefined;
  readonly timeoutMs: number;
  /** The launcher has found out that nothing runs. */
  readonly nothingRuns: boolean;
}

/** A call that cannot be understood; the message says what is wrong with it. */
export class BadUsage extends Error {
  override readonly name = 'BadUsage';
}

/**
 * @param known the names of all checks
 * @throws BadUsage
 */
export function parseArguments(args: readonly string[], known: readonly string[]): DoctorArguments {
  const values = read(args);
  const only = values.only?.split(',').map((name) => name.trim());
  const unknown = only?.filter((name) => !known.includes(name)) ?? [];
  if (unknown.length > 0)
    throw new BadUsage(`There is no check ${unknown.join(', ')}. The checks are: ${known.join(', ')}.`);
  if (values.worker !== undefined && !/^https?:\/\/[^/]/.test(values.worker))
    throw new BadUsage('--worker takes an address, such as http://127.0.0.1:3002');
  if (values.bridge !== undefined && !/^[\w.-]+(?::\d{1,5})?$/.test(values.bridge))
    throw new BadUsage('--bridge takes a host, or a host and a port, such as 203.0.113.7:10000');
  return {
    help: values.help,
    json: values.json,
    bundle: values.bundle,
    only,
    timeoutMs: milliseconds(values.timeout),
    nothingRuns: values['nothing-runs'],
    dkimSelectors: values['dkim-selector'],
    bridge: values.bridge,
    workerUrl: values.worker,
    settingsFile: values['settings-file'],
    dataFolders: values.data,
  };
}

function read(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        help: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        bundle: { type: 'string' },
        only: { type: 'string' },
        timeout: { type: 'string', default: '15' },
        'dkim-selector': { type: 'string', multiple: true, default: [] },
        bridge: { type: 'string' },
        worker: { type: 'string' },
        'settings-file': { type: 'string' },
        data: { type: 'string', multiple: true, default: [] },
        'nothing-runs': { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new BadUsage(error instanceof Error ? error.message : String(error));
  }
}

function milliseconds(text: string): number {
  const seconds = Number(text);
  if (/^\d{1,3}$/.test(text) && seconds > 0) return seconds * 1000;
  throw new BadUsage(`--timeout takes whole seconds from 1 to 999, and was given "${text}"`);
}
