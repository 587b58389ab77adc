import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { percentile } from '../support/stats.ts';

export type PairFigures = { rate: number; p50: number; p99: number; lost: number };

const TEXT = 'Bonjour, my order has not arrived yet. '.repeat(8).slice(0, 300);
const PATIENCE_MS = 20_000;

/** One client of an XMPP server over plain TCP (RFC 6120): signs in, and hears of whole messages. */
class XmppClient {
  readonly socket: Socket;
  jid = '';
  onMessage: (id: string) => void = () => {};
  readonly #connected: Promise<unknown>;
  #text = '';
  #waiting: { pattern: RegExp; found: (match: RegExpExecArray) => void } | undefined;

  constructor(port: number) {
    this.socket = connect(port, '127.0.0.1').setNoDelay(true);
    this.#connected = once(this.socket, 'connect');
    this.socket.setEncoding('utf8');
    this.socket.on('error', () => {});
    this.socket.on('data', (data: string) => this.#take(data));
  }

  async signIn(user: string, password: string): Promise<void> {
    await this.#connected;
    await this.#ask(streamStart, /<\/stream:features>/);
    const secret = Buffer.from(`\0${user}\0${password}`).toString('base64');
    await this.#ask(
      `<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>${secret}</auth>`,
      /<success[^>]*>/,
    );
    await this.#ask(streamStart, /<\/stream:features>/);
    const bound = await this.#ask(
      `<iq type='set' id='bind'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>`,
      /<jid>([^<]+)<\/jid>/,
    );
    this.jid = bound[1]!;
    this.socket.write('<presence/>');
  }

  write(to: string, id: string): void {
    this.socket.write(`<message to='${to}' type='chat' id='${id}'><body>${TEXT}</body></message>`);
  }

  #ask(text: string, pattern: RegExp): Promise<RegExpExecArray> {
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`no ${pattern} in: ${this.#text}`)), PATIENCE_MS);
      this.#waiting = {
        pattern,
        found(match) {
          clearTimeout(late);
          resolve(match);
        },
      };
      this.socket.write(text);
    });
  }

  #take(data: string): void {
    this.#text += data;
    const match = this.#waiting?.pattern.exec(this.#text);
    if (match) {
      const { found } = this.#waiting!;
      this.#waiting = undefined;
      this.#text = this.#text.slice(match.index + match[0].length);
      found(match);
    }
    if (this.#waiting) return;
    for (let end = this.#text.indexOf('</message>'); end >= 0; end = this.#text.indexOf('</message>')) {
      const id = /<message[^>]*?\bid=['"]([^'"]+)/.exec(this.#text.slice(0, end))?.[1];
      this.#text = this.#text.slice(end + 10);
      if (id) this.onMessage(id);
    }
  }
}

const streamStart = `<?xml version='1.0'?><stream:stream to='localhost' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' version='1.0'>`;

/** Pairs of clients of an XMPP server: one writes, the other gets it. The server delivers what it has put into its archive. */
export class XmppPairs {
  readonly #pairs: { sender: XmppClient; receiver: XmppClient }[] = [];
  readonly #sent = new Map<string, { at: number; arrived: () => void }>();
  #times: number[] = [];
  #count = 0;

  async connect(port: number, pairs: number): Promise<void> {
    for (let i = 0; i < pairs; i += 1) {
      const [sender, receiver] = [new XmppClient(port), new XmppClient(port)];
      await sender.signIn(`user${2 * i}`, 'password');
      await receiver.signIn(`user${2 * i + 1}`, 'password');
      receiver.onMessage = (id) => this.#arrived(id);
      this.#pairs.push({ sender, receiver });
    }
  }

  /** Each of the first `inFlight` pairs writes again as soon as the message before has arrived. */
  async closed(inFlight: number, seconds: number): Promise<PairFigures> {
    return this.#measured(async (started) => {
      const until = started + seconds * 1000;
      await Promise.all(
        this.#pairs.slice(0, inFlight).map(async (pair) => {
          while (performance.now() < until) await this.#write(pair);
        }),
      );
    });
  }

  async open(rate: number, seconds: number): Promise<PairFigures> {
    return this.#measured(async (started) => {
      const all: Promise<void>[] = [];
      while (all.length < rate * seconds) {
        const due = Math.min(rate * seconds, ((performance.now() - started) / 1000) * rate);
        while (all.length < due) all.push(this.#write(this.#pairs[all.length % this.#pairs.length]!));
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
      await Promise.all(all);
    });
  }

  async #measured(work: (started: number) => Promise<void>): Promise<PairFigures> {
    this.#times = [];
    const started = performance.now();
    await Promise.race([work(started), new Promise((resolve) => setTimeout(resolve, 60_000).unref())]);
    const took = (performance.now() - started) / 1000;
    const lost = this.#sent.size;
    this.#sent.clear();
    const times = this.#times;
    return { rate: times.length / took, p50: percentile(times, 0.5), p99: percentile(times, 0.99), lost };
  }

  #write({ sender, receiver }: { sender: XmppClient; receiver: XmppClient }): Promise<void> {
    this.#count += 1;
    const id = `m${this.#count}`;
    return new Promise((arrived) => {
      this.#sent.set(id, { at: performance.now(), arrived });
      sender.write(receiver.jid, id);
    });
  }

  #arrived(id: string): void {
    const sent = this.#sent.get(id);
    if (!sent) return;
    this.#sent.delete(id);
    this.#times.push(performance.now() - sent.at);
    sent.arrived();
  }
}
