import { acceptMessage, type FromFrame, type FromPage, type PageFacts } from '../bridge.ts';

/** The frame's end of the line to the page that shows it. */
export class PageLink {
  /** Origin of the page as the browser reports it, known from the first message on. */
  origin: string | undefined;
  readonly #expected: string;
  readonly #nonce: string;

  constructor(expectedOrigin: string, nonce: string) {
    this.#expected = expectedOrigin;
    this.#nonce = nonce;
  }

  listen(onFacts: (facts: Partial<PageFacts>) => void): void {
    addEventListener('message', (event) => {
      const message = acceptMessage<FromPage>(event, parent, this.#expected, this.#nonce);
      if (!message?.facts) return;
      this.origin = event.origin;
      onFacts(message.facts);
    });
    this.say({ ready: true });
  }

  /** The target origin makes the browser drop it if the page is another than it said. */
  say(message: FromFrame): void {
    parent.postMessage({ ...message, nonce: this.#nonce }, this.#expected);
  }
}
