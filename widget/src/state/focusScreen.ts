/**
 * Puts the focus where the visitor goes on: into the composer where there is a real keyboard, else on the heading,
 * since a focused field would raise the on-screen keyboard over what they came to read.
 */
export function focusScreen(): void {
  const target = matchMedia('(pointer: fine)').matches ? 'textarea[dir]' : 'h1';
  document.querySelector<HTMLElement>(target)?.focus();
}
