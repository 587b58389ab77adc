import { useEffect, useReducer, useRef } from 'preact/hooks';

/** One immutable object and those who want to know when it changes. */
export class Store<S extends object> {
  state: S;
  #listeners = new Set<() => void>();

  constructor(state: S) {
    this.state = state;
  }

  set(patch: Partial<S>): void {
    this.state = { ...this.state, ...patch };
    for (const listener of [...this.#listeners]) listener();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}

type Source<T> = { subscribe(listener: () => void): () => void; read(): T };

/** The newest value of a source; renders again when it is another object. */
export function useSource<T>({ subscribe, read }: Source<T>, of: unknown): T {
  const [, render] = useReducer((n: number) => n + 1, 0);
  const last = useRef<T>(undefined as T);
  const latest = useRef(read);
  latest.current = read;
  last.current = read();
  useEffect(() => {
    const check = () => {
      if (latest.current() !== last.current) render(0);
    };
    const stop = subscribe(check);
    // It may have changed between rendering and subscribing.
    check();
    return () => void stop();
  }, [of]);
  return last.current;
}

export const useStore = <S extends object, T>(store: Store<S>, select: (state: S) => T): T =>
  useSource({ subscribe: store.subscribe, read: () => select(store.state) }, store);
