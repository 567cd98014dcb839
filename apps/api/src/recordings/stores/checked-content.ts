import { createHash } from 'node:crypto';
import { Transform, type TransformCallback } from 'node:stream';
import { FileMismatch } from './recording-store.ts';

/** Hands content on, and fails at its end, or as soon as it is too long, when it is not what was announced. */
export class CheckedContent extends Transform {
  private readonly hash = createHash('sha256');
  private received = 0;

  constructor(
    private readonly checksum: string,
    private readonly bytes: number,
  ) {
    super();
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.received += chunk.length;
    this.hash.update(chunk);
    if (this.received > this.bytes) done(new FileMismatch('More arrived than was announced'));
    else done(null, chunk);
  }

  override _flush(done: TransformCallback): void {
    const isWhole = this.received === this.bytes;
    if (!isWhole) done(new FileMismatch(`${this.received} of ${this.bytes} bytes arrived`));
    else if (this.hash.digest('hex') !== this.checksum) done(new FileMismatch('The checksum is another one'));
    else done();
  }
}
