import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ensureOwnFolder, isCompleteCopy, takeOverCluster } from './root-folder.ts';

let place: string;
const at = (...names: string[]) => path.join(place, ...names);

beforeEach(() => {
  place = mkdtempSync(path.join(tmpdir(), 'root-folder-'));
});

afterEach(() => {
  rmSync(place, { recursive: true });
});

describe('a folder for what others run', () => {
  it('is made when there is none, and is good the next time', () => {
    ensureOwnFolder(at('own'));
    ensureOwnFolder(at('own'));
    expect(existsSync(at('own'))).toBe(true);
  });

  it('is refused when others may write in it', () => {
    mkdirSync(at('open'));
    chmodSync(at('open'), 0o777);
    expect(() => {
      ensureOwnFolder(at('open'));
    }).toThrow(`${at('open')} is not a folder that only this user can change.`);
  });

  it('is refused when it is a link to another, or no folder at all', () => {
    mkdirSync(at('real'));
    symlinkSync(at('real'), at('link'));
    writeFileSync(at('file'), '');
    for (const name of ['link', 'file'])
      expect(() => {
        ensureOwnFolder(at(name));
      }).toThrow('is not a folder that only this user can change');
  });
});

describe('a cluster in its former place', () => {
  beforeEach(() => {
    mkdirSync(at('former', 'main', 'data'), { recursive: true });
    writeFileSync(at('former', 'main', 'data', 'PG_VERSION'), '18');
  });

  it('is moved to the new one', () => {
    takeOverCluster(at('former', 'main'), at('new', 'main'));
    expect(readFileSync(at('new', 'main', 'data', 'PG_VERSION'), 'utf8')).toBe('18');
    expect(existsSync(at('former', 'main'))).toBe(false);
  });

  it('never replaces one in the new place', () => {
    mkdirSync(at('new', 'main'), { recursive: true });
    takeOverCluster(at('former', 'main'), at('new', 'main'));
    expect(existsSync(at('new', 'main', 'data'))).toBe(false);
    expect(existsSync(at('former', 'main', 'data'))).toBe(true);
  });

  it('is not believed when others could have put it there', () => {
    chmodSync(at('former'), 0o777);
    takeOverCluster(at('former', 'main'), at('new', 'main'));
    expect(existsSync(at('new'))).toBe(false);
  });
});

describe('a copy of programs', () => {
  beforeEach(() => {
    for (const folder of ['original', 'copy']) {
      mkdirSync(at(folder, 'bin'), { recursive: true });
      writeFileSync(at(folder, 'bin', 'postgres'), 'program');
    }
    symlinkSync('postgres', at('original', 'bin', 'postmaster'));
    writeFileSync(at('copy', 'bin', 'postmaster'), 'program');
  });

  it('is complete when it has every file in its full size', () => {
    expect(isCompleteCopy(at('original'), at('copy'))).toBe(true);
  });

  it('is not when a file is missing or shorter', () => {
    truncateSync(at('copy', 'bin', 'postgres'), 3);
    expect(isCompleteCopy(at('original'), at('copy'))).toBe(false);
    rmSync(at('copy', 'bin', 'postgres'));
    expect(isCompleteCopy(at('original'), at('copy'))).toBe(false);
  });
});
