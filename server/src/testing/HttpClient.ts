import { randomInt } from 'node:crypto';
import type { ErrorBody } from '@causerie/protocol';

/** What came back, whatever the status. */
export type Answer = { status: number; body: unknown; code: string | undefined; headers: Headers };

type Body = object | FormData | undefined;

/** Somebody who calls the HTTP door. Each comes from an address of its own, so that rate limits stay out of the way. */
export class HttpClient {
  readonly url: string;
  readonly headers: Record<string, string>;

  constructor(url: string, headers: Record<string, string> = {}) {
    this.url = url;
    this.headers = { 'x-forwarded-for': randomAddress(), ...headers };
  }

  /** The same person at another address. */
  elsewhere(): HttpClient {
    return new HttpClient(this.url, { ...this.headers, 'x-forwarded-for': randomAddress() });
  }

  async call(
    method: string,
    path: string,
    body?: Body,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const isForm = body instanceof FormData;
    const response = await fetch(new URL(path, this.url), {
      method,
      redirect: 'manual',
      headers: {
        ...this.headers,
        ...(body !== undefined && !isForm && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: isForm ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const parsed = parse(text);
    const code = response.ok ? undefined : (parsed as ErrorBody | undefined)?.error?.code;
    return { status: response.status, body: parsed, code, headers: response.headers };
  }

  get<T>(path: string): Promise<T> {
    return this.#expectOk<T>('GET', path);
  }

  post<T>(path: string, body: Body = {}): Promise<T> {
    return this.#expectOk<T>('POST', path, body);
  }

  patch<T>(path: string, body: Body): Promise<T> {
    return this.#expectOk<T>('PATCH', path, body);
  }

  put<T>(path: string, body: Body): Promise<T> {
    return this.#expectOk<T>('PUT', path, body);
  }

  async #expectOk<T>(method: string, path: string, body?: Body): Promise<T> {
    const answer = await this.call(method, path, body);
    if (answer.status >= 300)
      throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body as T;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const randomAddress = (): string => `10.${randomInt(256)}.${randomInt(256)}.${randomInt(256)}`;
