import type { FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { again } from './again.ts';
import { useMessenger } from './context.ts';

/** A component whose code is fetched when it is first shown; until then a quiet place of about its size. */
export function lazy<P extends object>(
  load: () => Promise<FunctionComponent<P>>,
  Meanwhile: FunctionComponent<P> = Place,
): FunctionComponent<P> {
  let loaded: FunctionComponent<P> | undefined;
  return function Lazy(props: P) {
    const { store } = useMessenger();
    const [, setReady] = useState(!!loaded);
    useEffect(() => {
      if (loaded) return;
      const fetch = () =>
        again(load).then(
          (component) => {
            loaded = component;
            setReady(true);
          },
          () => {
            // With a network, only a newer release explains that a part of this one is gone.
            if (navigator.onLine) store.set({ problem: 'too_old' });
            else addEventListener('online', fetch, { once: true });
          },
        );
      void fetch();
    }, []);
    const Shown = loaded ?? Meanwhile;
    return <Shown {...props} />;
  };
}

const Place = () => <span class="lazy" aria-busy="true" />;
