import type { App } from '../http/app.ts';
import type { TestProgram } from './startTestProgram.ts';

export type Answer<T = unknown> = {
  status: number;
  body: T;
  headers: Record<string, unknown>;
  setCookies: string[];
};
export type Refused = { error: { code: string; message: string; field?: string; detail?: string } };
type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

let clients = 0;

/** A browser without a page: keeps cookies, says where it comes from. Each has an address of its own, so limits of one do not hit another. */
export class ApiClient {
  readonly cookies = new Map<string, string>();
  readonly #app: App;
  readonly #headers: Record<string, string>;
  readonly #ip: string;

  /** Standard headers are those of our own pages. */
  constructor(program: TestProgram, headers?: Record<string, string>) {
    this.#app = program.app;
    this.#headers = headers ?? { origin: program.doors.config.publicUrl };
    clients += 1;
    this.#ip = `10.${(clients >> 16) & 255}.${(clients >> 8) & 255}.${clients & 255}`;
  }

  get = <T = never>(url: string) => this.send<T>('GET', url);
  post = <T = never>(url: string, body: unknown = {}) => this.send<T>('POST', url, body);
  put = <T = never>(url: string, body: unknown) => this.send<T>('PUT', url, body);
  patch = <T = never>(url: string, body: unknown) => this.send<T>('PATCH', url, body);
  delete = <T = never>(url: string) => this.send<T>('DELETE', url);

  /** `T`: what the test expects; a refusal has the shape of `Refused`. */
  async send<T>(
    method: Method,
    url: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> {
    const answer = await this.#app.inject({
      method,
      url,
      remoteAddress: this.#ip,
      headers: {
        ...this.#headers,
        ...(this.cookies.size > 0 && { cookie: this.#cookieHeader() }),
        ...headers,
      },
      ...(body !== undefined && { payload: body as object }),
    });
    const setCookies = [answer.headers['set-cookie'] ?? []].flat();
    for (const cookie of setCookies) this.#keep(cookie);
    const parsed = answer.payload === '' ? undefined : (JSON.parse(answer.payload) as T);
    return { status: answer.statusCode, body: parsed as T, headers: answer.headers, setCookies };
  }

  #cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  #keep(cookie: string): void {
    const [pair = '', ...attributes] = cookie.split(';').map((part) => part.trim());
    const at = pair.indexOf('=');
    const isGone = attributes.some((attribute) => /^max-age=0$/i.test(attribute));
    if (isGone) this.cookies.delete(pair.slice(0, at));
    else this.cookies.set(pair.slice(0, at), pair.slice(at + 1));
  }
}
