/** Asks the composer on the screen to take the focus, on one of its tabs. Heard by `Composer`. */
export function focusComposer(tab: 'reply' | 'note'): void {
  dispatchEvent(new CustomEvent('causerie:compose', { detail: tab }));
}

export function onFocusComposer(listener: (tab: 'reply' | 'note') => void): () => void {
  const heard = (event: Event) => listener((event as CustomEvent<'reply' | 'note'>).detail);
  addEventListener('causerie:compose', heard);
  return () => removeEventListener('causerie:compose', heard);
}
