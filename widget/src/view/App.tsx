import type { Messenger } from '../state/messenger.ts';
import { Thread } from '../thread/Thread.tsx';
import { SpeechContext } from '../words/words.ts';
import { MessengerContext, useMessengerState } from './context.ts';
import { Home } from './Home.tsx';
import { lazy } from './lazy.tsx';
import { Notice } from './Notice.tsx';

const List = lazy(() => import('../lazy/List.tsx').then((m) => m.List));

export function App({ messenger, close }: { messenger: Messenger; close?: () => void }) {
  return (
    <MessengerContext.Provider value={messenger}>
      <Frame close={close} />
    </MessengerContext.Provider>
  );
}

function Frame({ close }: { close?: () => void }) {
  const speech = useMessengerState((s) => s.speech);
  const screen = useMessengerState((s) => s.screen);
  const client = useMessengerState((s) => s.client);
  return (
    <SpeechContext.Provider value={speech}>
      <Notice />
      {screen.name === 'opening' && <div class="screen" aria-busy="true" />}
      {screen.name === 'home' && <Home close={close} />}
      {screen.name === 'list' && <List close={close} />}
      {/* Another visitor or another thread is another screen: nothing of the former may linger. */}
      {screen.name === 'thread' && <Thread key={screen.id} id={screen.id} client={client} close={close} />}
    </SpeechContext.Provider>
  );
}
