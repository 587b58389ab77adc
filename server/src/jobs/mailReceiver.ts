import { SMTPServer } from 'smtp-server';
import { type MarkedAddress, parseMarkedAddress } from '../channels/email/mailAddress.ts';
import type { Core } from '../core/core.ts';
import { acceptPayload } from '../core/inbound/acceptPayload.ts';

const MOST_BYTES = 25 * 1024 * 1024;

/**
 * Takes mails for our own marked addresses, by SMTP. Everything else is refused at once. `250` is said only when the
 * mail is durable; when it cannot be kept now, the other side is told to try again (`451`).
 */
export async function startMailReceiver(
  core: Core,
  listen: { port: number; host: string },
  log: { error(details: object, text: string): void },
): Promise<{ port: number; close(): Promise<void> }> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    size: MOST_BYTES,
    maxClients: 50,
    onRcptTo({ address }, _session, callback) {
      callback(
        parseMarkedAddress(core.keys.link, address)
          ? null
          : refusal(550, '5.1.1 There is no such mailbox here'),
      );
    },
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => void (stream.sizeExceeded || chunks.push(chunk)));
      stream.on('end', () => {
        if (stream.sizeExceeded) return callback(refusal(552, '5.3.4 The mail is too large'));
        const recipients = session.envelope.rcptTo.map((r) => r.address);
        keep(core, recipients, Buffer.concat(chunks)).then(
          () => callback(null),
          (err) => {
            log.error({ err }, 'a mail could not be kept');
            callback(refusal(451, '4.3.0 Not now, please try again'));
          },
        );
      });
    },
  });
  server.on('error', (err) => log.error({ err }, 'mail receiver'));
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(listen.port, listen.host, resolve);
  });
  const address = server.server.address();
  return {
    port: typeof address === 'object' && address ? address.port : listen.port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

const refusal = (responseCode: number, text: string) => Object.assign(new Error(text), { responseCode });

async function keep(core: Core, recipients: string[], raw: Buffer): Promise<void> {
  for (const recipient of recipients) {
    const marked: MarkedAddress | undefined = parseMarkedAddress(core.keys.link, recipient);
    if (marked)
      await acceptPayload(core, { workspaceId: marked.workspaceId, channel: 'email', recipient, raw });
  }
}
