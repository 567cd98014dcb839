import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DeleteObjectCommand, GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { CheckedContent } from './checked-content.ts';
import {
  type ByteRange,
  nameOf,
  prefixOf,
  type RecordingFile,
  type RecordingStore,
} from './recording-store.ts';
import type { S3Address } from './store-address.ts';

const MEGABYTE = 1024 * 1024;
/** Parts are held in memory until they are sent: these times `PARTS_AT_ONCE`. */
const PART_BYTES = 8 * MEGABYTE;
const PARTS_AT_ONCE = 2;
/** Amazon takes no more parts than that (S3 user guide, "Multipart upload limits"). */
const MOST_PARTS = 10_000;
const CONNECT_MS = 5_000;
/** Without a byte in either direction. */
const SILENCE_MS = 60_000;

export interface S3Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/**
 * A bucket. An object appears when its upload is completed, which happens after its content was checked; an upload that was given up leaves nothing but
 * what the bucket's own rule for incomplete uploads takes away.
 */
export class S3Store implements RecordingStore {
  private readonly client: S3Client;

  /** @param keys null: those of the machine's own role. */
  constructor(
    private readonly address: S3Address,
    keys: S3Keys | null,
  ) {
    this.client = new S3Client({
      region: address.region,
      forcePathStyle: address.pathStyle,
      ...(address.endpoint !== undefined && { endpoint: address.endpoint }),
      ...(keys && { credentials: keys }),
      // Others than Amazon do not all know the newer checksums; ours is in the name, and checked before.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      requestHandler: { connectionTimeout: CONNECT_MS, requestTimeout: SILENCE_MS },
    });
  }

  async put(file: RecordingFile, content: Readable, bytes: number): Promise<void> {
    const checked = new CheckedContent(file.checksum, bytes);
    const upload = new Upload({
      client: this.client,
      params: { ...this.placeOf(file), Body: checked, ContentType: 'video/mp4' },
      partSize: Math.max(PART_BYTES, Math.ceil(bytes / MOST_PARTS)),
      queueSize: PARTS_AT_ONCE,
    });
    const stored = upload.done().catch((failure: unknown) => {
      checked.destroy(failure instanceof Error ? failure : new Error(String(failure)));
      throw failure;
    });
    // Whichever fails first ends the other one, for the same reason.
    await Promise.all([pipeline(content, checked), stored]);
  }

  async open(file: RecordingFile, range?: ByteRange): Promise<Readable> {
    const { Body } = await this.client.send(
      new GetObjectCommand({
        ...this.placeOf(file),
        ...(range && { Range: `bytes=${range.first}-${range.last}` }),
      }),
    );
    if (!Body) throw new Error('The bucket answered without the file');
    return Body as Readable;
  }

  linkTo(file: RecordingFile, link: { filename: string; seconds: number; now: Date }): Promise<string> {
    const command = new GetObjectCommand({
      ...this.placeOf(file),
      ResponseContentDisposition: `attachment; filename="${link.filename}"`,
      ResponseContentType: 'video/mp4',
    });
    return getSignedUrl(this.client, command, { expiresIn: link.seconds, signingDate: link.now });
  }

  remove(file: RecordingFile): Promise<void> {
    return this.delete(this.placeOf(file).Key);
  }

  async erase(recordingId: string): Promise<void> {
    const Prefix = `${this.address.prefix}${prefixOf(recordingId)}`;
    const { Contents = [] } = await this.client.send(
      new ListObjectsV2Command({ Bucket: this.address.bucket, Prefix }),
    );
    for (const { Key } of Contents) if (Key !== undefined) await this.delete(Key);
  }

  private async delete(Key: string): Promise<void> {
    await this.client.send(new DeleteObjectCommand({ Bucket: this.address.bucket, Key }));
  }

  private placeOf(file: RecordingFile): { Bucket: string; Key: string } {
    return { Bucket: this.address.bucket, Key: `${this.address.prefix}${nameOf(file)}` };
  }
}
