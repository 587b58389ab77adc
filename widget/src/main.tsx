import { render } from 'preact';
import type { PageFacts } from './bridge.ts';
import { applyTheme } from './state/colour.ts';
import { focusScreen } from './state/focusScreen.ts';
import { lookOf, unreadOf } from './state/look.ts';
import { Messenger } from './state/messenger.ts';
import { PageLink } from './state/page.ts';
import { linkTabs } from './state/tabs.ts';
import { App } from './view/App.tsx';
import { chooseLanguage, loadSpeech } from './words/words.ts';
import './styles/frame.css';

const query = new URLSearchParams(location.search);
const secret = new URLSearchParams(location.hash.slice(1));
const inboxKey = query.get('inbox') ?? '';
const standalone = query.has('standalone');
const dark = matchMedia('(prefers-color-scheme: dark)');

void start();

async function start() {
  // A page of another origin must not show the full-size messenger, whose token came with the address.
  if (standalone && parent !== window && !sameOrigin()) return;
  const speech = await loadSpeech(chooseLanguage([query.get('language') ?? '', ...navigator.languages], []));
  const link = standalone ? undefined : new PageLink(query.get('origin') ?? '', secret.get('nonce') ?? '');
  const token = (standalone && secret.get('resume')) || undefined;
  const messenger: Messenger = new Messenger({
    inboxKey,
    standalone,
    resuming: !!token,
    speech,
    origin: () => link?.origin ?? location.origin,
    onMessage: (message) => link?.say({ news: ['onMessage', message] }),
    onAccount: linkTabs(inboxKey, () => messenger),
  });
  const app = document.getElementById('app')!;
  app.role = standalone ? 'main' : 'dialog';
  app.ariaLabel = 'Chat';
  if (standalone) document.documentElement.dataset.standalone = '';
  render(<App messenger={messenger} close={link && (() => link.say({ close: true }))} />, app);
  follow(messenger, link);
  wakeWithBrowser(messenger);
  if (link) {
    let begun = false;
    link.listen((facts) => {
      obey(messenger, facts);
      if (facts.listening) tellUnread(messenger, link);
      if (!begun) void messenger.start();
      begun = true;
    });
  } else {
    // The token is for one use here: out of the address bar, and of what a visitor may copy from it.
    history.replaceState(null, '', location.pathname + location.search);
    await messenger.start(token);
  }
}

/** Document and launcher look as the state says. */
function follow(messenger: Messenger, link: PageLink | undefined) {
  let said = '';
  let language = '';
  const update = () => {
    const { speech, inbox } = messenger.store.state;
    const root = document.documentElement;
    root.lang = speech.language;
    root.dir = query.get('dir') ?? speech.dir;
    const theme = inbox?.theme ?? 'auto';
    applyTheme(
      theme === 'dark' || (theme === 'auto' && dark.matches) ? 'dark' : 'light',
      inbox?.colour ?? '#4338ca',
    );
    if (inbox && !language) {
      language = messenger.wanted ?? chooseLanguage(navigator.languages, inbox.languages);
      if (language !== speech.language) void messenger.speak(language);
    }
    const look = lookOf(messenger.store.state);
    const json = JSON.stringify(look);
    if (look && json !== said) {
      link?.say({ look });
      tellUnread(messenger, link);
    }
    said = json;
  };
  messenger.store.subscribe(update);
  dark.addEventListener('change', update);
  update();
}

function tellUnread({ store }: Messenger, link: PageLink | undefined) {
  if (store.state.inbox) link?.say({ news: ['onUnread', unreadOf(store.state.conversations)] });
}

function obey(messenger: Messenger, facts: Partial<PageFacts>) {
  const { page, shown, focused, identify, setLanguage, setContext, draft } = facts;
  if ('shutdown' in facts) messenger.shutdown();
  if (setLanguage) void messenger.speakAsked(setLanguage);
  if (page) messenger.visit(page.url, page.title);
  if (setContext) {
    if (setContext.url) messenger.visit(setContext.url, setContext.title ?? '');
    messenger.describe(setContext);
  }
  if (identify) void messenger.identify(identify);
  if (draft) messenger.prefill(draft);
  if (focused !== undefined) messenger.store.set({ focused });
  if (shown) {
    messenger.show(shown.open);
    if (shown.open && shown.focus) setTimeout(focusScreen);
  }
}

function wakeWithBrowser(messenger: Messenger) {
  const wake = () => messenger.client.wake();
  addEventListener('online', wake);
  addEventListener('pageshow', wake);
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && wake());
  addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !standalone) document.querySelector<HTMLElement>('[data-close]')?.click();
  });
}

function sameOrigin(): boolean {
  try {
    return parent.location.origin === location.origin;
  } catch {
    return false;
  }
}
