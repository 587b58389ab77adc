import { acceptMessage, type FromFrame, type Look, type PageFacts } from './bridge.ts';
import { drawLauncher } from './loader/look.ts';

/**
 * The script that a customer's page carries: draws the launcher, and once the page is idle (or the launcher is
 * pressed) a frame that holds the messenger. Every byte here delays somebody's page: at most 2 KB gzip.
 */
type Causerie = { (command: string, argument?: unknown): void; q?: Iterable<[string, unknown]>; on?: 1 };

const page = window as unknown as { Causerie?: Causerie };
const script = (document.currentScript ?? document.querySelector('script[data-inbox]')) as HTMLScriptElement;
// A page that carries the snippet twice has one launcher.
if (!page.Causerie?.on) start();

function start() {
  const { inbox, language, open: openNow, launcher } = script.dataset;
  const { origin } = new URL(script.src);
  const key = `causerie:${inbox}`;
  const nonce = `${crypto.getRandomValues(new Uint32Array(4))}`;
  const [host, shadow, button, badge] = drawLauncher();
  const listeners: [name: string, listener: (told: unknown) => void][] = [];
  let frame: HTMLIFrameElement | undefined;
  let ready = false;
  let open = false;
  let seen = '';
  const facts: Partial<PageFacts> = {};
  // Until the frame has said it once, nothing shows: a site that may not have the chat never sees it flash up, and
  // no other colour comes before the inbox's own.
  let look = { position: 'no' } as Look;
  // Storage throws where the visitor has switched it off; each page then waits for the frame.
  try {
    look = JSON.parse(localStorage[key]);
  } catch {}

  const paint = () => {
    button.style.cssText = `--c:${look.colour};--i:${look.ink}`;
    button.className = look.position + (open ? ' on' : '');
    button.ariaExpanded = `${open}`;
    button.ariaLabel = (open && look.close) || look.open;
    badge.textContent = look.badge as string;
    // On phones the on-screen keyboard covers the page instead of shrinking it: follow what is visible.
    const view = visualViewport!;
    if (frame)
      frame.style.cssText =
        open && innerWidth < 481 ? `height:${view.height}px;top:${view.offsetTop}px!important` : '';
  };
  const call = ([name, told]: readonly [string, unknown]) => {
    for (const [wanted, listener] of listeners) if (wanted === name) listener(told);
  };
  const send = (some: typeof facts) => {
    if (!ready) return;
    frame!.contentWindow?.postMessage({ facts: some, nonce }, origin);
    // Done once: a frame that reloads must not do it again.
    delete facts.shutdown;
    delete facts.draft;
  };
  const tell = <F extends keyof PageFacts>(name: F, value: PageFacts[F]) => {
    facts[name] = value;
    send({ [name]: value });
  };
  /** Single-page applications change the address without loading: looking is cheaper and safer than patching history. */
  const tellPage = () => {
    const { title } = document;
    const url = location.href;
    if (seen !== url + title) {
      seen = url + title;
      tell('page', { url, title });
    }
  };
  const tellFocus = () => tell('focused', document.hasFocus());
  const makeFrame = () => {
    if (frame) return;
    frame = document.createElement('iframe');
    frame.title = 'Chat';
    frame.allow = 'microphone; autoplay; clipboard-write';
    frame.sandbox.value =
      'allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox allow-downloads';
    frame.src = `${origin}/widget/frame.html?inbox=${inbox}&origin=${location.origin}#nonce=${nonce}`;
    shadow.append(frame);
    tellPage();
  };
  /** `focus`: the visitor pressed the launcher, so focus may follow; a command of the page must not move it. */
  const show = (wanted: boolean, focus?: boolean) => {
    makeFrame();
    if (open !== wanted) call(['onToggle', wanted]);
    open = wanted;
    paint();
    tell('shown', { open, focus });
    if (focus) (open ? frame! : button).focus();
  };
  const hear = (event: MessageEvent) => {
    const said = acceptMessage<FromFrame>(event, frame?.contentWindow, origin, nonce) ?? {};
    if (said.ready) {
      ready = true;
      send(facts);
    }
    if (said.look) {
      look = said.look;
      paint();
      try {
        localStorage[key] = JSON.stringify(look);
      } catch {}
    }
    if (said.close) show(false, true);
    if (said.news) call(said.news);
  };
  const causerie: Causerie = (command, argument) => {
    if (command === 'open' || command === 'close') {
      tell('draft', argument as string | undefined);
      show(command === 'open');
    } else if (command[1] === 'n') {
      // The names of events begin with `on`, and no other command has an n there.
      listeners.push([command, argument as () => void]);
      send({ listening: 1 });
    } else {
      if (command === 'shutdown') {
        // Who was signed in here must not be told again to a frame that reloads.
        delete facts.identify;
        show(false);
      }
      // What is no command, the frame does not know either.
      tell(command as keyof PageFacts, argument as never);
    }
  };
  const queued = page.Causerie?.q ?? [];
  causerie.on = 1;
  page.Causerie = causerie;
  if (language) tell('setLanguage', language);

  // A page with a button of its own may do without ours.
  button.hidden = launcher === 'none';
  button.onclick = () => show(!open, true);
  addEventListener('focus', tellFocus);
  addEventListener('blur', tellFocus);
  addEventListener('message', hear);
  visualViewport!.addEventListener('resize', paint);
  setInterval(tellPage, 1000);

  const idle = () => (window.requestIdleCallback ?? setTimeout)(makeFrame);
  const attach = () => {
    document.body.append(host);
    paint();
    for (const call of queued) causerie(...call);
    if (openNow != null) show(true);
    if (document.readyState === 'complete') idle();
    else addEventListener('load', idle);
  };
  if (document.body) attach();
  else addEventListener('DOMContentLoaded', attach);
}
