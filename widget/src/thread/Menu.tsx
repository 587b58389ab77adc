import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { IconButton } from '../view/IconButton.tsx';
import { useWords } from '../words/words.ts';

/** A button that discloses more. Escape, a choice, and a press or focus elsewhere close it. */
export function Menu({ children }: { children: (close: () => void) => ComponentChildren }) {
  const words = useWords();
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!open) return;
    const elsewhere = (event: Event) => !box.current?.contains(event.target as Node) && setOpen(false);
    addEventListener('pointerdown', elsewhere);
    addEventListener('focusin', elsewhere);
    return () => {
      removeEventListener('pointerdown', elsewhere);
      removeEventListener('focusin', elsewhere);
    };
  }, [open]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !open) return;
    // Else the same key would close the messenger too.
    event.stopPropagation();
    setOpen(false);
    box.current?.querySelector('button')?.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hears the keys of the buttons inside
    <div class="menu" ref={box} onKeyDown={onKeyDown}>
      <IconButton icon="menu" label={words.menu} aria-expanded={open} onClick={() => setOpen(!open)} />
      {open && children(() => setOpen(false))}
    </div>
  );
}
