import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const FINALIZE = path.resolve(import.meta.dirname, '../../../../deploy/jitsi/recording/finalize.sh');

export interface RecordedWish {
  readonly roomName: string;
  readonly content: string | Buffer;
  readonly recordedAt: Date;
  /** Jibri has called its script; unless said. */
  readonly isFinished?: boolean;
}

/** The folder of a recorder, with what Jibri leaves there. */
export class RecorderFolder {
  readonly root = mkdtempSync(path.join(tmpdir(), 'greenroom-recorder-'));

  /** A session of the recorder: its file, named as Jibri does, its metadata, and its script's mark. */
  record(session: string, { roomName, content, recordedAt, isFinished = true }: RecordedWish): string {
    const folder = path.join(this.root, session);
    mkdirSync(folder);
    const began = recordedAt.toISOString().slice(0, 19).replace(/[T:]/g, '-');
    writeFileSync(path.join(folder, `${roomName}_${began}.mp4`), content);
    const metadata = { meeting_url: `https://meet.jitsi/${roomName}`, participants: [] };
    writeFileSync(path.join(folder, 'metadata.json'), JSON.stringify(metadata));
    if (isFinished) this.finalize(session);
    return folder;
  }

  finalize(session: string): void {
    const { status, stderr } = spawnSync(FINALIZE, [path.join(this.root, session)], { encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
  }

  /** The sessions that are still there. */
  sessions(): string[] {
    return readdirSync(this.root).sort();
  }

  /** What is in the folder of a session. */
  filesOf(session: string): string[] {
    return readdirSync(path.join(this.root, session)).sort();
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
