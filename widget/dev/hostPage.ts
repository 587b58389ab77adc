import type { IncomingMessage, ServerResponse } from 'node:http';

/** A customer's page with as strict a policy as there is: two permissions for the widget's origin and no more. */
export function hostPage(request: IncomingMessage, response: ServerResponse, origin: string): void {
  const url = new URL(request.url ?? '/', 'http://x');
  if (url.pathname === '/style.css') {
    response.writeHead(200, { 'content-type': 'text/css' });
    response.end(
      'body{font:16px/1.6 Georgia,serif;margin:0 auto;max-width:720px;padding:48px 24px;color:#333}',
    );
    return;
  }
  const inbox = url.searchParams.get('inbox') ?? 'new';
  const language = url.searchParams.get('language');
  const dir = url.searchParams.get('dir') ?? 'ltr';
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': `default-src 'none'; script-src ${origin}; frame-src ${origin}; style-src 'self'; require-trusted-types-for 'script'`,
  });
  response.end(`<!doctype html>
<html lang="en" dir="${dir}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<title>Maison Lumière: lamps</title><link rel="stylesheet" href="/style.css">
<script async src="${origin}/widget.js" data-inbox="${inbox}"${language ? ` data-language="${language}"` : ''}></script>
</head><body><main><h1>Lamps that think of your eyes</h1><p><label>Search <input></label></p>
${'<p>Light is what we live by, and a good lamp is one you forget. Ours are made in small series in Lyon, of oak, brass and linen, and repaired for as long as you own them.</p>'.repeat(14)}
</main></body></html>`);
}
