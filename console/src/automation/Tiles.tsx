import type { ReactNode } from 'react';

export type Tile = { name: string; label: string; value: ReactNode; hint?: string };

/** Figures side by side, each with its name and what makes it understood. */
export function Tiles({ tiles }: { tiles: Tile[] }) {
  return (
    <dl className="grid grid-cols-2 gap-3 lg:grid-cols-3">
      {tiles.map((tile) => (
        <div key={tile.name} className="rounded-xl border border-line bg-raised px-4 py-3 shadow-soft">
          <dt className="text-xs text-soft">{tile.label}</dt>
          <dd className="text-lg font-semibold tabular-nums">{tile.value}</dd>
          {tile.hint && <dd className="text-2xs text-faint">{tile.hint}</dd>}
        </div>
      ))}
    </dl>
  );
}
