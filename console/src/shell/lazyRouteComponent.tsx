import type { FunctionComponent } from 'react';
import { latePart } from './latePart.tsx';

/**
 * A page whose code is fetched when it is gone to. In place of the router's own, which reloads the document when the
 * fetch fails: offline that would end the whole console.
 */
export function lazyRouteComponent<K extends string>(
  load: () => Promise<Record<K, FunctionComponent>>,
  name: K,
) {
  return latePart(async () => (await load())[name], 'page');
}
