import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { uuid } from '../lib/uuid.ts';

/** A mail that would have left. */
export type CaughtMail = {
  id: string;
  at: string;
  from: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  replyTo?: string;
  messageId?: string;
};

export type MailCatcher = { url: string; list(): readonly CaughtMail[]; close(): Promise<void> };

const MOST_KEPT = 200;

/**
 * A mail server for the demo, on loopback: mails go the real way (SMTP) and end on a page instead of in a mailbox.
 * Addresses that begin with `bounce` are refused, so that one can see what a failed mail looks like.
 */
export async function startMailCatcher(file: string, log: (error: Error) => void): Promise<MailCatcher> {
  const mails = await load(file);
  let saving = Promise.resolve();
  const keep = (mail: CaughtMail) => {
    mails.unshift(mail);
    mails.length = Math.min(mails.length, MOST_KEPT);
    saving = saving.then(() => save(file, mails)).catch(log);
  };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    size: 30 * 1024 * 1024,
    onRcptTo({ address }, _session, callback) {
      callback(
        /^bounce/i.test(address)
          ? Object.assign(new Error('5.1.1 No such mailbox here'), { responseCode: 550 })
          : null,
      );
    },
    onData(stream, session, callback) {
      simpleParser(stream)
        .then((parsed) => {
          const to = session.envelope.rcptTo.map((r) => r.address).join(', ');
          keep({
            id: uuid(),
            at: new Date().toISOString(),
            from: parsed.from?.text ?? '',
            to,
            subject: parsed.subject ?? '',
            text: parsed.text ?? '',
            html: parsed.html || '',
            ...(parsed.replyTo && { replyTo: parsed.replyTo.text }),
            ...(parsed.messageId && { messageId: parsed.messageId }),
          });
          callback();
        })
        .catch((error) => callback(error));
    },
  });
  server.on('error', log);
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const address = server.server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `smtp://127.0.0.1:${port}`,
    list: () => mails,
    async close() {
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await saving;
    },
  };
}

async function load(file: string): Promise<CaughtMail[]> {
  const text = await readFile(file, 'utf8').catch(() => '[]');
  return JSON.parse(text) as CaughtMail[];
}

async function save(file: string, mails: CaughtMail[]): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.new`, JSON.stringify(mails));
  await rename(`${file}.new`, file);
}
