/** Outlines on a 24 px grid, drawn with the current colour. Parts that load late bring theirs (`lateIcons.ts`). */
const paths = {
  back: 'M15 5l-7 7 7 7',
  next: 'M9 5l7 7-7 7',
  close: 'M6 6l12 12M18 6L6 18',
  menu: 'M5 11.5v1M5.5 12h-1M12 11.5v1M12.5 12h-1M19 11.5v1M19.5 12h-1',
  send: 'M12 19V5M5.5 11.5L12 5l6.5 6.5',
  attach:
    'M20 11.5l-8.2 8.2a5 5 0 0 1-7.1-7.1l8.6-8.5a3.4 3.4 0 0 1 4.8 4.8l-8.6 8.4a1.7 1.7 0 0 1-2.4-2.4l7.8-7.6',
  emoji: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM8.5 14a4 4 0 0 0 7 0M9 9.5h.01M15 9.5h.01',
  mic: 'M12 15a3 3 0 0 0 3-3V6a3 3 0 0 0-6 0v6a3 3 0 0 0 3 3ZM5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3',
  down: 'M12 5v14M6 13l6 6 6-6',
};
export type IconName = keyof typeof paths;

/** An outline by its name, or a path. Arrows along the line are mirrored where the line runs from right to left. */
export function Icon({ name }: { name: IconName | `M${string}` }) {
  return (
    <svg
      class={name === 'back' || name === 'next' ? 'icon directed' : 'icon'}
      viewBox="0 0 24 24"
      aria-hidden="true"
    >
      <path d={paths[name as IconName] ?? name} />
    </svg>
  );
}
