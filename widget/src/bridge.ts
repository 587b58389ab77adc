/**
 * What the page (loader) and the messenger (frame) say to each other by `postMessage`. Every message carries the
 * nonce that the loader made and put into the frame's address, which no third party's frame on the page can
 * read; both sides check window, origin and nonce before they look at anything else.
 */
export type PageContext = { url?: string; title?: string; name?: string; email?: string };

/** How the launcher looks once the inbox is known; kept by the loader so that the next page has it at once. */
export type Look = {
  colour: string;
  /** Colour of the icon on it, chosen for contrast. */
  ink: string;
  /** `no`: the chat cannot be shown here, neither launcher nor frame. */
  position?: 'end' | 'start' | 'no';
  /** Accessible name while the messenger is closed; says how many messages are unread. */
  open: string;
  /** Accessible name while it is open. */
  close?: string;
  /** What the badge says; empty for none. */
  badge?: string;
};

/** What the page's own `onMessage` callbacks are given. */
export type PageMessage = {
  conversationId: string;
  id: string;
  at: string;
  author: { kind: string; name?: string };
  kind: string;
  text: string;
};

/**
 * Facts and commands of the page. The loader keeps the last of each kind and tells them all, in one go, to a frame
 * that says `ready`, also when the frame was reloaded; after that each as it comes.
 */
export type PageFacts = {
  page: { url: string; title: string };
  /** `focus`: the visitor opened it by hand, so the frame may take the focus. */
  shown: { open: boolean; focus?: boolean };
  focused: boolean;
  identify: string;
  setLanguage: string;
  setContext: PageContext;
  /** A text to begin with, which the visitor may change before it is sent. */
  draft: string | undefined;
  shutdown: undefined;
  /** Somebody wants to hear of things: what holds now is said again. */
  listening: 1;
};
export type FromPage = { facts: Partial<PageFacts> };

/** What the frame tells the page; several things may come in one message. */
export type FromFrame = {
  /** The frame listens: tell it everything. */
  ready?: true;
  look?: Look;
  /** Escape or the close button was pressed in the frame. */
  close?: true;
  /** For the page's own callbacks: what they listen to, and what they are given. */
  news?: ['onMessage', PageMessage] | ['onUnread', number];
};

export type Sealed<T> = T & { nonce: string };

/**
 * The message, if it comes from the one window, origin and conversation that it must come from; nothing otherwise.
 * Used on both sides of the frame.
 */
export function acceptMessage<T>(
  event: { source: unknown; origin: string; data: unknown },
  source: unknown,
  origin: string,
  nonce: string,
): T | undefined {
  const data = event.data as Partial<Sealed<object>> | null;
  return event.source === source && event.origin === origin && data?.nonce === nonce
    ? (data as T)
    : undefined;
}
