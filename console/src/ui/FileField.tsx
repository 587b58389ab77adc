import { FileUp } from 'lucide-react';
import { useFormats } from '../words/WordsProvider.tsx';

type Props = {
  label: string;
  /** Inside the box: what to click, and what else can be done with it. */
  choose: string;
  drop: string;
  accept: string;
  file: File | undefined;
  onFile: (file: File | undefined) => void;
};

/** A box that takes one file, chosen or dropped. The browser's own field lies over it, so that keys, taps and drops are its. */
export function FileField({ label, choose, drop, accept, file, onFile }: Props) {
  const { bytes } = useFormats();
  return (
    <div className="flex flex-col gap-1 text-sm">
      <span className="font-medium" aria-hidden="true">
        {label}
      </span>
      <div className="relative flex min-h-20 flex-col items-center justify-center gap-1 rounded-md border border-dashed border-line-strong/70 bg-surface px-3 py-4 text-center hover:bg-hover has-focus-visible:outline-2 has-focus-visible:outline-accent">
        <input
          required
          type="file"
          aria-label={label}
          accept={accept}
          onChange={(e) => onFile(e.target.files?.[0])}
          className="absolute inset-0 cursor-pointer opacity-0"
        />
        <FileUp className="size-5 text-faint" aria-hidden="true" />
        {file ? (
          <span className="max-w-full truncate">
            <span className="font-medium">{file.name}</span>{' '}
            <span className="text-xs text-faint">{bytes(file.size)}</span>
          </span>
        ) : (
          <span>
            <span className="font-medium text-accent-ink">{choose}</span>{' '}
            <span className="text-faint max-md:hidden">{drop}</span>
          </span>
        )}
      </div>
    </div>
  );
}
