import { cx } from '../ui/cx.ts';

export type Stack = {
  key: string;
  label: string;
  text: string;
  parts: { key: string; fill: string; n: number }[];
};
type Props = {
  title: string;
  stacks: Stack[];
  /** What the colours say, where nothing else on the page does. */
  legend?: { name: string; fill: string }[];
};

/** A bar for each row, as high as its sum, in the colours of its parts. A table beside it says the same to those who cannot see it. */
export function StackedBars({ title, stacks, legend }: Props) {
  const sumOf = ({ parts }: Stack) => parts.reduce((sum, part) => sum + part.n, 0);
  const most = Math.max(1, ...stacks.map(sumOf));
  // Not every bar has room for its name.
  const every = Math.ceil(stacks.length / 10);
  return (
    <figure className="rounded-xl border border-line bg-raised px-5 py-4 shadow-soft max-md:px-4">
      <figcaption className="mb-3 text-sm font-semibold">{title}</figcaption>
      <div aria-hidden="true">
        <div className="flex h-36 items-end gap-1 border-b border-line">
          {stacks.map((stack) => (
            <div
              key={stack.key}
              title={`${stack.label}: ${stack.text}`}
              className="flex max-w-16 min-w-0 flex-1 flex-col-reverse overflow-hidden rounded-t-sm"
              style={{ height: `${(sumOf(stack) / most) * 100}%` }}
            >
              {stack.parts.map(({ key, fill, n }) => (
                <span key={key} className={cx('w-full', fill)} style={{ flexGrow: n }} />
              ))}
            </div>
          ))}
        </div>
        <div className="mt-1 flex gap-1 text-2xs text-faint">
          {stacks.map(({ key, label }, i) => (
            <span key={key} className="max-w-16 min-w-0 flex-1 overflow-visible whitespace-nowrap">
              {i % every === 0 ? label : ''}
            </span>
          ))}
        </div>
        {legend && (
          <ul className="mt-3 flex flex-wrap gap-x-5 gap-y-1 text-xs text-soft">
            {legend.map(({ name, fill }) => (
              <li key={name} className="flex items-center gap-1.5">
                <span className={cx('size-2.5 rounded-full', fill)} />
                {name}
              </li>
            ))}
          </ul>
        )}
      </div>
    </figure>
  );
}
