import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Messenger } from '../state/messenger.ts';
import type { State } from '../state/state.ts';
import { useStore } from '../state/store.ts';

export const MessengerContext = createContext<Messenger>(undefined as unknown as Messenger);
export const useMessenger = (): Messenger => useContext(MessengerContext);

/** A part of the messenger's state. The selected value must be the same object while nothing changed. */
export const useMessengerState = <T>(select: (state: State) => T): T =>
  useStore(useMessenger().store, select);
