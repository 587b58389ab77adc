import type { Messenger } from './messenger.ts';

/** Keeps the tabs of one browser in step about who the visitor is; messages themselves come to each by its socket. */
export function linkTabs(
  inboxKey: string,
  messenger: () => Messenger,
): (change: 'session' | 'shutdown') => void {
  if (!('BroadcastChannel' in globalThis)) return () => undefined;
  const channel = new BroadcastChannel(`causerie:${inboxKey}`);
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (data === 'session') void messenger().sync();
    if (data === 'shutdown') messenger().reset();
  };
  return (change) => channel.postMessage(change);
}
