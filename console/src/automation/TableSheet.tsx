import type { ReactNode } from 'react';
import { cx } from '../ui/cx.ts';

type Props = {
  title: string;
  lead?: string;
  head: string[];
  rows: { key: string; cells: ReactNode[]; strong?: boolean }[];
};

/** Figures in rows; the first cell of each is its name. Scrolls sideways where there is no room. */
export function TableSheet({ title, lead, head, rows }: Props) {
  return (
    <section className="rounded-xl border border-line bg-raised shadow-soft">
      <header className="border-b border-line px-5 py-3">
        <h2 className="text-sm font-semibold">{title}</h2>
        {lead && <p className="text-xs text-soft">{lead}</p>}
      </header>
      <section
        aria-label={title}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard
        tabIndex={0}
        className="overflow-x-auto rounded-b-xl"
      >
        <table className="w-full text-sm tabular-nums">
          <thead className="text-xs text-soft">
            <tr>
              {head.map((name, i) => (
                <th
                  key={name}
                  scope="col"
                  className={cx(
                    'px-3 py-2 align-bottom font-medium first:ps-5 last:pe-5',
                    i === 0 ? 'text-start' : 'text-end',
                  )}
                >
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, cells: [name, ...cells], strong }) => (
              <tr key={key} className={cx('border-t border-line', strong && 'bg-paper font-medium')}>
                <th
                  scope="row"
                  className={cx('max-w-72 truncate py-1.5 ps-5 pe-3 text-start', !strong && 'font-normal')}
                >
                  {name}
                </th>
                {cells.map((cell, i) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: columns stay where they are
                  <td key={i} className="px-3 py-1.5 text-end whitespace-nowrap last:pe-5">
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}
