import { X } from 'lucide-react';

/** The cross at the end of a chip, as large as a finger or a shaky hand needs it (WCAG 2.2, target size). */
export function ChipRemove({ label, onRemove }: { label: string | undefined; onRemove: () => void }) {
  return (
    <button
      type="button"
      aria-label={label}
      onClick={onRemove}
      className="flex size-6 shrink-0 items-center justify-center rounded-full hover:bg-hover max-md:size-9"
    >
      <X className="size-3" />
    </button>
  );
}
