import type { FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** A component whose code is fetched when it is first shown; until then a quiet place of about its size. */
export function lazy<P extends object>(
  load: () => Promise<FunctionComponent<P>>,
  Meanwhile: FunctionComponent<P> = Place,
): FunctionComponent<P> {
  let loaded: FunctionComponent<P> | undefined;
  return function Lazy(props: P) {
    const [, setReady] = useState(!!loaded);
    useEffect(() => {
      if (loaded) return;
      load().then(
        (component) => {
          loaded = component;
          setReady(true);
        },
        // The chunk of an older release is gone, or the network is: the next time it is shown tries again.
        () => undefined,
      );
    }, []);
    const Shown = loaded ?? Meanwhile;
    return <Shown {...props} />;
  };
}

const Place = () => <span class="lazy" aria-busy="true" />;
