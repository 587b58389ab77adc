import { createHash, createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BucketSettings } from '../core/files/bucketStore.ts';

/**
 * A store that speaks as much of S3 as files need, and believes nothing: each request must be signed for its method, path
 * and bytes (AWS Signature Version 4, computed here from its description).
 */
export class TestBucket {
  readonly settings: BucketSettings;
  /** What is in the bucket, by its key. */
  readonly objects = new Map<string, { bytes: Buffer; type: string | undefined }>();
  /** While set, every request is answered with it. */
  failing: number | undefined;
  /** How many of the next requests are cut off without an answer. */
  cutting = 0;
  requests = 0;
  readonly #server: Server;

  private constructor(server: Server, port: number) {
    this.#server = server;
    this.settings = {
      endpoint: `http://127.0.0.1:${port}`,
      bucket: 'files-of-tests',
      region: 'eu-west-3',
      accessKeyId: 'AKIDEXAMPLE',
      secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
    };
    server.on('request', (request, response) => void this.#answer(request, response));
  }

  static async start(): Promise<TestBucket> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new TestBucket(server, (server.address() as AddressInfo).port);
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.requests += 1;
    const bytes = Buffer.concat(await Array.fromAsync(request));
    if (this.cutting > 0) {
      this.cutting -= 1;
      request.socket.destroy();
      return;
    }
    const end = (status: number, body: Buffer | string = '') => response.writeHead(status).end(body);
    const refuse = (status: number, code: string) => end(status, `<Error><Code>${code}</Code></Error>`);
    if (this.failing) return void end(this.failing);
    if (!this.#isSigned(request, bytes)) return void refuse(403, 'SignatureDoesNotMatch');
    const prefix = `/${this.settings.bucket}/`;
    if (!request.url!.startsWith(prefix)) return void refuse(404, 'NoSuchBucket');
    const key = decodeURIComponent(request.url!.slice(prefix.length));
    const object = this.objects.get(key);
    if (request.method === 'PUT') {
      this.objects.set(key, { bytes, type: request.headers['content-type'] });
      end(200);
    } else if (request.method === 'DELETE') {
      this.objects.delete(key);
      end(204);
    } else if (object) end(200, object.bytes);
    else refuse(404, 'NoSuchKey');
  }

  #isSigned(request: IncomingMessage, bytes: Buffer): boolean {
    const { headers, method, url } = request;
    const given =
      /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
        headers.authorization ?? '',
      );
    const hash = headers['x-amz-content-sha256'];
    if (!given || hash !== sha256(bytes)) return false;
    const [, keyId, day, region, names, signature] = given as unknown as string[];
    const signed = names!.split(';');
    if (!['host', 'x-amz-date', 'x-amz-content-sha256'].every((name) => signed.includes(name))) return false;
    const lines = signed.map((name) => `${name}:${String(headers[name]).trim()}\n`).join('');
    const canonical = [method, url, '', lines, names, hash].join('\n');
    const scope = `${day}/${region}/s3/aws4_request`;
    const text = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, sha256(canonical)].join('\n');
    const key = [day!, region!, 's3', 'aws4_request'].reduce<Buffer | string>(
      (last, part) => hmac(last, part),
      `AWS4${this.settings.secretAccessKey}`,
    );
    return (
      keyId === this.settings.accessKeyId &&
      region === this.settings.region &&
      hmac(key, text).toString('hex') === signature
    );
  }
}

const sha256 = (data: Buffer | string): string => createHash('sha256').update(data).digest('hex');
const hmac = (key: Buffer | string, data: string): Buffer => createHmac('sha256', key).update(data).digest();
