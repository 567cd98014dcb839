import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CheckedContent } from './checked-content.ts';
import {
  type ByteRange,
  nameOf,
  prefixOf,
  type RecordingFile,
  type RecordingStore,
} from './recording-store.ts';
import type { DiskAddress } from './store-address.ts';

/** What a process that died has begun: no upload takes so long. */
const LEFT_LYING_MS = 24 * 3600 * 1000;
const PARTIAL = '.partial';

/**
 * A folder. A file appears under its name once it is whole and on the disk: it is written beside it, synchronised, checked and renamed. Names are made
 * here of ids and checksums; nothing that somebody sent becomes part of a path.
 */
export class DiskStore implements RecordingStore {
  constructor(
    private readonly address: DiskAddress,
    private readonly now: () => Date,
  ) {}

  async put(file: RecordingFile, content: Readable, bytes: number): Promise<void> {
    await mkdir(this.address.folder, { recursive: true, mode: 0o700 });
    await this.clearLeftLying();
    const partial = `${this.pathOf(file)}.${randomUUID()}${PARTIAL}`;
    try {
      await pipeline(
        content,
        new CheckedContent(file.checksum, bytes),
        createWriteStream(partial, { flags: 'wx', mode: 0o600, flush: true }),
      );
      await rename(partial, this.pathOf(file));
      await this.synchroniseFolder();
    } finally {
      await rm(partial, { force: true });
    }
  }

  async open(file: RecordingFile, range?: ByteRange): Promise<Readable> {
    const handle = await open(this.pathOf(file), 'r');
    return handle.createReadStream(range && { start: range.first, end: range.last });
  }

  linkTo(): Promise<null> {
    return Promise.resolve(null);
  }

  async remove(file: RecordingFile): Promise<void> {
    await rm(this.pathOf(file), { force: true });
    await this.synchroniseFolder();
  }

  async erase(recordingId: string): Promise<void> {
    const names = await this.names();
    const own = names.filter((name) => name.startsWith(prefixOf(recordingId)));
    for (const name of own) await rm(path.join(this.address.folder, name), { force: true });
    if (own.length > 0) await this.synchroniseFolder();
    await this.clearLeftLying();
  }

  private pathOf(file: RecordingFile): string {
    return path.join(this.address.folder, nameOf(file));
  }

  private async clearLeftLying(): Promise<void> {
    const before = this.now().getTime() - LEFT_LYING_MS;
    for (const name of (await this.names()).filter((one) => one.endsWith(PARTIAL))) {
      const partial = path.join(this.address.folder, name);
      const facts = await stat(partial).catch(() => null);
      if (facts && facts.mtimeMs < before) await rm(partial, { force: true });
    }
  }

  /** None where the folder is not there yet. */
  private async names(): Promise<string[]> {
    try {
      return await readdir(this.address.folder);
    } catch (failure) {
      if (failure instanceof Error && 'code' in failure && failure.code === 'ENOENT') return [];
      throw failure;
    }
  }

  /** A new name survives a power cut once its folder is on the disk, too. */
  private async synchroniseFolder(): Promise<void> {
    const folder = await open(this.address.folder, 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  }
}
