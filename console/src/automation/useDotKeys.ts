import { type KeyboardEvent, useRef, useState } from 'react';

/** One stop for the tab key in a picture of dots; arrows go from dot to dot in the order given. Dots carry `data-dot`. */
export function useDotKeys(ids: string[]) {
  const board = useRef<HTMLDivElement>(null);
  const [focusedId, setFocusedId] = useState<string>();
  const at = Math.max(0, ids.indexOf(focusedId ?? ''));
  const goTo = (index: number) => {
    const id = ids[(index + ids.length) % ids.length];
    if (!id) return;
    setFocusedId(id);
    board.current?.querySelector<HTMLElement>(`[data-dot="${id}"]`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
    const step = steps[event.key];
    if (step === undefined && event.key !== 'Home' && event.key !== 'End') return;
    event.preventDefault();
    goTo(event.key === 'Home' ? 0 : event.key === 'End' ? ids.length - 1 : at + (step ?? 0));
  };
  return { board, focused: ids[at], onKeyDown };
}
