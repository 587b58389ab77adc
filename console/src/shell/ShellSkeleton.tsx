import { Skeleton } from '../ui/Skeleton.tsx';
import { getPreferences } from './preferences.ts';

/** The shape of the console before anything is known. */
export function ShellSkeleton() {
  return (
    <div className="flex h-full" aria-busy="true">
      <div className="hidden w-13 border-e border-line bg-paper md:block" />
      <div
        className="flex flex-col gap-4 border-e border-line bg-surface p-4 max-md:flex-1"
        style={{ width: getPreferences().listWidth }}
      >
        {[1, 2, 3, 4, 5, 6].map((n) => (
          <div key={n} className="flex gap-3">
            <Skeleton className="size-8.5 rounded-full" />
            <div className="flex flex-1 flex-col gap-2 pt-1">
              <Skeleton className="h-3 w-1/2" />
              <Skeleton className="h-3 w-5/6" />
            </div>
          </div>
        ))}
      </div>
      <div className="hidden flex-1 bg-surface md:block" />
    </div>
  );
}
