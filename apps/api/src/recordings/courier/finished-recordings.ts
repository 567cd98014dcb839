import { readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { roomNameSchema } from '@greenroom/contracts';
import * as z from 'zod/mini';

/** What deploy/jitsi/recording/finalize.sh leaves in a folder whose recording has ended. */
const FINISHED = '.finished';
/** What we leave in a folder that nobody takes. */
const REFUSED = '.refused';
/** What Jibri writes when it has left the room (FileRecordingJibriService). */
const METADATA = 'metadata.json';
/** How Jibri names its file: the room and when it began, by its clock, which speaks UTC (FileSink). */
const FILE_NAME = /_(\d{4})-(\d{2})-(\d{2})-(\d{2})-(\d{2})-(\d{2})\.mp4$/;

const metadataSchema = z.object({ meeting_url: z.url() });

/** A recording that has ended and waits to be brought to the API. */
export interface FinishedRecording {
  readonly folder: string;
  readonly file: string;
  readonly bytes: number;
  readonly roomName: string;
  readonly recordedAt: Date;
}

/** A folder that holds no recording that could be brought to anybody. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}

/** The folders in which recorders put what they recorded, one for each recording. */
export class RecordingFolders {
  constructor(private readonly root: string) {}

  /** Folders whose recording has ended, and that somebody may still take; in a steady order. */
  async finished(): Promise<string[]> {
    return this.folders((names) => names.includes(FINISHED) && !names.includes(REFUSED));
  }

  /**
   * What is in a folder.
   *
   * @throws Unreadable when it is not what a recorder leaves.
   */
  async read(folder: string): Promise<FinishedRecording> {
    const entries = await readdir(folder, { withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile() && entry.name.endsWith('.mp4'));
    const [only] = files;
    if (!only || files.length > 1) throw new Unreadable(`It holds ${files.length} files of a recording`);
    const file = path.join(folder, only.name);
    const { size: bytes, birthtime } = await stat(file);
    if (bytes === 0) throw new Unreadable('The recording is empty');
    return {
      folder,
      file,
      bytes,
      roomName: await this.roomOf(folder),
      recordedAt: beginningOf(only.name) ?? birthtime,
    };
  }

  /** Takes a folder away, file and all. */
  async remove(folder: string): Promise<void> {
    await rm(folder, { recursive: true, force: true });
  }

  /** Leaves a folder to the operator; {@link clear} removes it later. */
  async setAside(folder: string, reason: string): Promise<void> {
    const mark = path.join(folder, REFUSED);
    await writeFile(`${mark}.new`, `${reason}\n`);
    await rename(`${mark}.new`, mark);
  }

  /**
   * Removes what nobody takes, and what a recorder began and never finished, once nothing of it has changed since `before`: it shows people, and
   * is not kept for good anywhere. Returns the folders.
   */
  async clear(before: Date): Promise<string[]> {
    const left = await this.folders((names) => names.includes(REFUSED) || !names.includes(FINISHED));
    const removed: string[] = [];
    for (const folder of left) {
      if ((await lastChangeOf(folder)) >= before.getTime()) continue;
      await this.remove(folder);
      removed.push(folder);
    }
    return removed;
  }

  private async folders(isMeant: (names: readonly string[]) => boolean): Promise<string[]> {
    const entries = await readdir(this.root, { withFileTypes: true });
    const meant: string[] = [];
    for (const entry of entries.filter((one) => one.isDirectory())) {
      const folder = path.join(this.root, entry.name);
      if (isMeant(await readdir(folder))) meant.push(folder);
    }
    return meant.sort();
  }

  private async roomOf(folder: string): Promise<string> {
    try {
      const metadata = metadataSchema.parse(JSON.parse(await readFile(path.join(folder, METADATA), 'utf8')));
      const name = new URL(metadata.meeting_url).pathname.split('/').at(-1) ?? '';
      return roomNameSchema.parse(decodeURIComponent(name).toLowerCase());
    } catch (failure) {
      throw new Unreadable(`${METADATA} names no room`, { cause: failure });
    }
  }
}

function beginningOf(name: string): Date | undefined {
  const [, year, month, day, hour, minute, second] = FILE_NAME.exec(name) ?? [];
  if (year === undefined) return undefined;
  const instant = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(instant.getTime()) ? undefined : instant;
}

async function lastChangeOf(folder: string): Promise<number> {
  const names = await readdir(folder);
  const times = await Promise.all(
    ['.', ...names].map(async (name) => (await stat(path.join(folder, name))).mtimeMs),
  );
  return Math.max(...times);
}
