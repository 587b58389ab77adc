import { once } from 'node:events';
import { createServer, type Server as HttpServer } from 'node:http';

/** A customer's own website, on another origin than the server, with a policy that allows the messenger and no more. */
export class Site {
  readonly #server: HttpServer;
  /**
   * `127.0.0.1` is another site for the browser; Playwright's profiles keep storage from frames of other sites, as some
   * visitors' settings do. `localhost` is another origin of the same site, where the frame may store.
   */
  readonly #host: string;

  private constructor(server: HttpServer, host: string) {
    this.#server = server;
    this.#host = host;
  }

  static async with(
    server: string,
    inboxKey: string,
    host: 'localhost' | '127.0.0.1' = 'localhost',
  ): Promise<Site> {
    const policy = `default-src 'none'; script-src ${server}; frame-src ${server}; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'`;
    const page = (
      more: string,
    ) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>A site of its own</title><link rel="icon" href="data:,"></head>
<body><main><h1>A site of its own</h1><p>Somebody’s page. <button type="button">A button of the page</button></p></main>
<script async src="${server}/widget.js" data-inbox="${inboxKey}"${more}></script></body></html>`;
    const http = createServer((request, response) => {
      response.writeHead(200, {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': policy,
        'cache-control': 'no-store',
      });
      // A page with a button of its own does without the launcher.
      response.end(page(request.url === '/own-button' ? ' data-launcher="none"' : ''));
    });
    http.listen(0, '127.0.0.1');
    await once(http, 'listening');
    return new Site(http, host);
  }

  get url(): string {
    const address = this.#server.address();
    return `http://${this.#host}:${typeof address === 'object' && address ? address.port : 0}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}
