import { cx } from '../ui/cx.ts';
import { Skeleton } from '../ui/Skeleton.tsx';

const shapes = ['h-10 w-64', 'h-16 w-80', 'ms-auto h-10 w-52', 'h-10 w-44', 'ms-auto h-16 w-72'];

export function ThreadSkeleton() {
  return (
    <div
      aria-busy="true"
      className="flex min-h-0 flex-1 flex-col justify-end gap-4 overflow-hidden px-5 py-4"
    >
      {shapes.map((shape) => (
        <Skeleton key={shape} className={cx('shrink-0 rounded-xl!', shape)} />
      ))}
    </div>
  );
}
