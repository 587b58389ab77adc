import { cx } from './cx.ts';

/** The shape of what is coming; a piece of it. */
export const Skeleton = ({ className }: { className?: string }) => (
  <span aria-hidden="true" className={cx('skeleton block', className)} />
);
