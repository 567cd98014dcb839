import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { byteRangeOf } from '../../src/recordings/byte-range.ts';
import { refusalOf, type S3Account } from './s3-signature.ts';

/** A bucket that speaks as much of Amazon S3's protocol as recordings need, and believes nobody without the right signature. */
export class S3Server {
  /** By bucket and key. */
  readonly objects = new Map<string, Buffer>();
  /** Uploads in parts that are neither completed nor given up. */
  readonly uploads = new Map<string, Map<number, Buffer>>();
  /** What was asked, without its query. */
  readonly asked: string[] = [];
  /** Answers that come instead, once each: a status. */
  readonly failures: number[] = [];

  private constructor(
    private readonly server: Server,
    private readonly account: S3Account,
    private readonly now: () => Date,
  ) {}

  static async start(account: S3Account, now: () => Date): Promise<S3Server> {
    const server = createServer();
    const started = new S3Server(server, account, now);
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      started.serve(request, response).catch(() => response.destroy());
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return started;
  }

  get url(): string {
    const address = this.server.address();
    if (address === null || typeof address === 'string') throw new Error('The bucket does not listen');
    return `http://127.0.0.1:${address.port}`;
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const url = new URL(request.url ?? '', this.url);
    this.asked.push(`${request.method ?? ''} ${url.pathname}`);
    const failure = this.failures.shift();
    const refusal = failure === undefined ? refusalOf(request, url, body, this.account, this.now()) : null;
    if (failure !== undefined) answer(response, failure, '<Error><Code>InternalError</Code></Error>');
    else if (refusal) answer(response, 403, `<Error><Code>${refusal}</Code></Error>`);
    else this.do(request, url, body, response);
  }

  private do(request: IncomingMessage, url: URL, body: Buffer, response: ServerResponse): void {
    const name = decodeURIComponent(url.pathname).replace(/^\/|\/$/g, '');
    const uploadId = url.searchParams.get('uploadId');
    const prefix = url.searchParams.has('list-type') ? (url.searchParams.get('prefix') ?? '') : null;
    if (request.method === 'PUT') this.take(name, url.searchParams, body, response);
    else if (request.method === 'POST' && uploadId === null) this.beginParts(response);
    else if (request.method === 'POST') this.join(name, uploadId ?? '', response);
    else if (request.method === 'DELETE') this.drop(name, uploadId, response);
    else if (prefix !== null) this.list(name, prefix, response);
    else this.give(name, request, url, response);
  }

  private take(name: string, query: URLSearchParams, body: Buffer, response: ServerResponse): void {
    const uploadId = query.get('uploadId');
    if (uploadId === null) this.objects.set(name, body);
    else this.uploads.get(uploadId)?.set(Number(query.get('partNumber')), body);
    response.setHeader('etag', `"${createHash('md5').update(body).digest('hex')}"`);
    answer(response, 200);
  }

  private drop(name: string, uploadId: string | null, response: ServerResponse): void {
    if (uploadId === null) this.objects.delete(name);
    else this.uploads.delete(uploadId);
    answer(response, 204);
  }

  private beginParts(response: ServerResponse): void {
    const uploadId = randomUUID();
    this.uploads.set(uploadId, new Map());
    answer(
      response,
      200,
      `<InitiateMultipartUploadResult><UploadId>${uploadId}</UploadId></InitiateMultipartUploadResult>`,
    );
  }

  private join(name: string, uploadId: string, response: ServerResponse): void {
    const parts = [...(this.uploads.get(uploadId) ?? [])].sort(([one], [other]) => one - other);
    this.objects.set(name, Buffer.concat(parts.map(([, part]) => part)));
    this.uploads.delete(uploadId);
    answer(
      response,
      200,
      '<CompleteMultipartUploadResult><ETag>"joined"</ETag></CompleteMultipartUploadResult>',
    );
  }

  private list(bucket: string, prefix: string, response: ServerResponse): void {
    const keys = [...this.objects.keys()]
      .filter((name) => name.startsWith(`${bucket}/${prefix}`))
      .map((name) => `<Contents><Key>${name.slice(bucket.length + 1)}</Key></Contents>`);
    answer(response, 200, `<ListBucketResult>${keys.join('')}</ListBucketResult>`);
  }

  private give(name: string, { headers }: IncomingMessage, url: URL, response: ServerResponse): void {
    const object = this.objects.get(name);
    if (!object) {
      answer(response, 404, '<Error><Code>NoSuchKey</Code></Error>');
      return;
    }
    const range = byteRangeOf(headers.range, object.length);
    if (range === 'unsatisfiable') {
      answer(response, 416, '<Error><Code>InvalidRange</Code></Error>');
      return;
    }
    for (const header of ['content-disposition', 'content-type']) {
      const value = url.searchParams.get(`response-${header}`);
      if (value !== null) response.setHeader(header, value);
    }
    if (range === 'whole') response.writeHead(200).end(object);
    else response.writeHead(206).end(object.subarray(range.first, range.last + 1));
  }
}

function answer(response: ServerResponse, status: number, xml = ''): void {
  response.writeHead(status, xml === '' ? {} : { 'content-type': 'application/xml' }).end(xml);
}
