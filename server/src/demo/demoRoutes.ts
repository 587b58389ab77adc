import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import nodemailer from 'nodemailer';
import { Type } from 'typebox';
import { formatInboxKey } from '../core/inboxes/inboxKey.ts';
import type { Db } from '../db/transaction.ts';
import { fail } from '../errors.ts';
import type { App } from '../http/app.ts';
import { escapeHtml } from '../lib/escapeHtml.ts';
import type { CaughtMail, MailCatcher } from './mailCatcher.ts';

const shopRoot = fileURLToPath(new URL('../../../demo/shop/', import.meta.url));

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
};

/** As strict as a careful shop's: it shows that the widget needs no exception from it but its own address. */
const shopPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; frame-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'";
const mailsPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'";

/** The demo's shop with the widget, and the page of mails that were caught. */
export function demoRoutes(
  app: App,
  parts: { db: Db; catcher: MailCatcher | undefined; mailInPort: number | undefined },
): void {
  app.get('/demo', { schema: { hide: true } }, (_request, reply) => reply.redirect('/demo/'));

  app.get('/demo/mails.json', { schema: { hide: true } }, async () => parts.catcher?.list() ?? []);
  app.get('/demo/mails', { schema: { hide: true } }, async (_request, reply) => {
    reply.header('content-security-policy', mailsPolicy).type(types['.html']!);
    return mailsPage(parts.catcher?.list() ?? []);
  });
  app.get(
    '/demo/mails/:id',
    { schema: { hide: true, params: Type.Object({ id: Type.String() }) } },
    async (request, reply) => {
      const mail = parts.catcher?.list().find((m) => m.id === request.params.id) ?? fail('not_found');
      reply
        .header(
          'content-security-policy',
          "default-src 'none'; style-src 'unsafe-inline'; sandbox allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation",
        )
        .type(types['.html']!);
      return mail.html.replace('<head>', '<head><base target="_top">');
    },
  );

  app.post(
    '/demo/mails/:id/reply',
    { schema: { hide: true, params: Type.Object({ id: Type.String() }) } },
    async (request, reply) => {
      const mail = parts.catcher?.list().find((m) => m.id === request.params.id) ?? fail('not_found');
      const text = String(request.body ?? '')
        .replace(/^text=/, '')
        .trim();
      if (text && mail.replyTo && parts.mailInPort !== undefined)
        await answerMail(mail, text, parts.mailInPort);
      return reply.redirect('/demo/mails', 303);
    },
  );

  app.get('/demo/*', { schema: { hide: true } }, async (request, reply) => {
    const asked = (request.params as { '*': string })['*'];
    const path = asked === '' || asked.endsWith('/') ? `${asked}index.html` : asked;
    const type = types[extname(path)];
    if (!type || !/^[A-Za-z0-9/_-]+\.[a-z]+$/.test(path)) return fail('not_found');
    const bytes = await readFile(join(shopRoot, path)).catch(() => fail('not_found'));
    reply.type(type).header('content-security-policy', shopPolicy).header('cache-control', 'no-cache');
    return path.endsWith('.html')
      ? bytes.toString().replaceAll('{{INBOX_KEY}}', await findInboxKey(parts.db))
      : bytes;
  });
}

/** The oldest inbox: the one the sample company's shop uses. */
async function findInboxKey(db: Db): Promise<string> {
  const found = await db.query<{ workspace_id: string; id: string }>(
    'select workspace_id, id from inboxes where deleted_at is null order by created_at, id limit 1',
  );
  const row = found.rows[0];
  return row ? formatInboxKey({ workspaceId: row.workspace_id, inboxId: row.id }) : '';
}

function mailsPage(mails: readonly CaughtMail[]): string {
  const items = mails
    .map(
      (mail) => `<article><h2>${escapeHtml(mail.subject)}</h2>
<p>${escapeHtml(mail.from)} → <strong>${escapeHtml(mail.to)}</strong> · <time datetime="${mail.at}">${escapeHtml(mail.at.slice(0, 16).replace('T', ' '))} UTC</time></p>
<iframe src="/demo/mails/${mail.id}" title="${escapeHtml(mail.subject)}" loading="lazy"></iframe>${mail.replyTo ? replyForm(mail) : ''}</article>`,
    )
    .join('\n');
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Mails of the demo</title>
<style>:root{color-scheme:light dark}body{font:15px/1.5 Inter,system-ui,sans-serif;max-width:720px;margin:0 auto;padding:24px 16px;background:light-dark(#f6f5f3,#1b1a21);color:light-dark(#26242e,#eceaf2)}
h1{font-size:20px}h2{font-size:16px;margin:0}article{margin:20px 0;padding:16px;border:1px solid light-dark(#dcd8d1,#3a3845);border-radius:10px;background:light-dark(#fff,#24222c)}
p{margin:4px 0 12px;color:light-dark(#5d5967,#b5b1c0)}iframe{width:100%;height:420px;border:1px solid light-dark(#e6e3de,#3a3845);border-radius:8px;background:#fff}a{color:light-dark(#4338a8,#b3a9ff)}form{display:grid;gap:6px;margin-top:12px}textarea{font:inherit;padding:8px;border-radius:8px;border:1px solid light-dark(#8b8794,#6d6a7a)}button{font:inherit;justify-self:start;padding:8px 14px;border-radius:8px;border:0;background:#4338a8;color:#fff}</style></head>
<body><main><h1>Mails of the demo</h1><p>Nothing here has left this machine. Mails to addresses that begin with “bounce” are refused. <a href="/demo/">Back to the shop</a></p>
${items || '<p>No mail yet. Leave an e-mail address in the chat, close it, and let an agent answer.</p>'}</main></body></html>`;
}

const replyForm = (mail: CaughtMail): string =>
  `<form method="post" action="/demo/mails/${mail.id}/reply" enctype="text/plain"><label for="r-${mail.id}">Answer this mail</label>
<textarea id="r-${mail.id}" name="text" rows="3" required></textarea><button>Send the answer</button></form>`;

/** The customer answers from their mail program: by SMTP, with the quotation that mail programs add. */
async function answerMail(mail: CaughtMail, text: string, port: number): Promise<void> {
  const transport = nodemailer.createTransport({ host: '127.0.0.1', port, ignoreTLS: true });
  const quoted = mail.text
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n');
  await transport.sendMail({
    from: mail.to,
    to: mail.replyTo,
    subject: `Re: ${mail.subject}`,
    inReplyTo: mail.messageId,
    text: `${text}\n\nOn ${mail.at.slice(0, 10)}, ${mail.from} wrote:\n${quoted}`,
  });
  transport.close();
}
