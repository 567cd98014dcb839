import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';

import { RECORD_KINDS, type RecordKind, type Records } from './records.ts';

type Put = { [K in RecordKind]: readonly [kind: K, id: string, record: Records[K]] }[RecordKind];
type Tables = { [K in RecordKind]: Map<string, Records[K]> };

/** Reads and buffered writes of one change; nothing is visible to others before the change is complete. */
export interface Transaction {
  get<K extends RecordKind>(kind: K, id: string): Records[K] | undefined;
  put<K extends RecordKind>(kind: K, id: string, record: Records[K]): void;
}

/**
 * The memory of the server: tables in RAM, and a journal on disk with one line per change, so that a change is kept
 * whole or not at all. A line is written before the change is visible; killing the process loses nothing that was
 * answered. Opening replays the journal, ignores a last line cut short, and writes it anew without its history.
 */
export class Store {
  readonly #tables: Tables;
  readonly #file: number;

  private constructor(tables: Tables, file: number) {
    this.#tables = tables;
    this.#file = file;
  }

  /** @param directory created when missing; one process at a time may use it. */
  static open(directory: string): Store {
    mkdirSync(directory, { recursive: true });
    const path = join(directory, 'journal.jsonl');
    const tables = emptyTables();
    if (existsSync(path)) {
      for (const put of replay(readFileSync(path, 'utf8'))) apply(tables, put);
    }
    const compacted = RECORD_KINDS.flatMap((kind) =>
      [...tables[kind]].map(([id, record]) => [[kind, id, record]]),
    );
    writeFileSync(`${path}.new`, compacted.map((line) => `${JSON.stringify(line)}\n`).join(''), {
      mode: 0o600,
    });
    renameSync(`${path}.new`, path);
    return new Store(tables, openSync(path, 'a', 0o600));
  }

  get<K extends RecordKind>(kind: K, id: string): Records[K] | undefined {
    return this.#tables[kind].get(id);
  }

  /** All records of a kind, oldest first. */
  all<K extends RecordKind>(kind: K): Records[K][] {
    return [...this.#tables[kind].values()];
  }

  /** Runs `change`; when it throws, nothing it put is kept. */
  transaction<Result>(change: (tx: Transaction) => Result): Result {
    const puts: Put[] = [];
    const pending = emptyTables();
    const result = change({
      get: (kind, id) => pending[kind].get(id) ?? this.#tables[kind].get(id),
      put: (kind, id, record) => {
        pending[kind].set(id, record);
        puts.push([kind, id, record] as unknown as Put);
      },
    });
    if (puts.length > 0) {
      writeSync(this.#file, `${JSON.stringify(puts)}\n`);
      for (const put of puts) apply(this.#tables, put);
    }
    return result;
  }

  close(): void {
    closeSync(this.#file);
  }
}

function emptyTables(): Tables {
  return {
    checkout: new Map(),
    paymentIntent: new Map(),
    charge: new Map(),
    refund: new Map(),
    event: new Map(),
    idempotency: new Map(),
    delivery: new Map(),
  };
}

function apply(tables: Tables, [kind, id, record]: Put): void {
  (tables[kind] as Map<string, Records[RecordKind]>).set(id, record);
}

function* replay(journal: string): Generator<Put> {
  const lines = journal.split('\n');
  // What follows the last line break was being written when the process ended.
  for (const line of lines.slice(0, -1)) yield* JSON.parse(line) as Put[];
}
