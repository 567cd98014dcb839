import type { Environment } from '../../env.ts';
import type { Clock } from '../../platform/clock.ts';
import { DiskStore } from './disk.store.ts';
import type { RecordingStore } from './recording-store.ts';

/** The store that the settings name; null where nothing is recorded. What a provider needs is loaded with it, and not before. */
export async function openRecordingStore(
  environment: Pick<Environment, 'RECORDING_STORE' | 'S3_ACCESS_KEY_ID' | 'S3_SECRET_ACCESS_KEY'>,
  clock: Clock,
): Promise<RecordingStore | null> {
  const { RECORDING_STORE: address, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY } = environment;
  switch (address?.kind) {
    case undefined:
      return null;
    case 'disk':
      return new DiskStore(address, () => clock.now());
    case 's3': {
      const { S3Store } = await import('./s3.store.ts');
      const keys =
        S3_ACCESS_KEY_ID && S3_SECRET_ACCESS_KEY
          ? { accessKeyId: S3_ACCESS_KEY_ID, secretAccessKey: S3_SECRET_ACCESS_KEY }
          : null;
      return new S3Store(address, keys);
    }
  }
}
