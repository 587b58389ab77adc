import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** A mail as it arrived, with the envelope's addresses. */
export type ReceivedMail = ParsedMail & { envelopeFrom: string; envelopeTo: string[] };
export type Refusal = { at: 'rcpt' | 'data'; code: number; text: string };

/** A post office of our own, over real SMTP: keeps what comes, and refuses on demand. */
export class TestMailServer {
  readonly mails: ReceivedMail[] = [];
  /** How often somebody tried, refused or not. */
  tries = 0;
  /** Decides by recipient. */
  refuse: (to: string) => Refusal | undefined = () => undefined;
  readonly #server: SMTPServer;

  private constructor() {
    this.#server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['AUTH', 'STARTTLS'],
      onRcptTo: ({ address }, _session, done) => {
        this.tries += 1;
        done(toError(this.refuse(address), 'rcpt'));
      },
      onData: (stream, { envelope }, done) => {
        const to = envelope.rcptTo.map((each) => each.address);
        simpleParser(stream).then((mail) => {
          const error = toError(this.refuse(to[0]!), 'data');
          const from = envelope.mailFrom ? envelope.mailFrom.address : '';
          if (!error) this.mails.push({ ...mail, envelopeFrom: from, envelopeTo: to });
          done(error);
        }, done);
      },
    });
    this.#server.on('error', () => {});
  }

  static async start(port = 0): Promise<TestMailServer> {
    const started = new TestMailServer();
    started.#server.listen(port, '127.0.0.1');
    await once(started.#server.server, 'listening');
    return started;
  }

  get port(): number {
    return (this.#server.server.address() as AddressInfo).port;
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  to(address: string): ReceivedMail[] {
    return this.mails.filter((mail) => mail.envelopeTo.includes(address));
  }

  stop(): Promise<void> {
    return new Promise((resolve) => this.#server.close(resolve));
  }
}

function toError(refusal: Refusal | undefined, at: Refusal['at']): Error | null {
  if (refusal?.at !== at) return null;
  return Object.assign(new Error(refusal.text), { responseCode: refusal.code });
}
