import { Dialog as Base } from '@base-ui/react/dialog';
import type { ReactNode } from 'react';

/** A panel that slides in from the end of the line, for what has no room beside the thread. */
export function Drawer(props: { open: boolean; onClose: () => void; label: string; children: ReactNode }) {
  return (
    <Base.Root open={props.open} onOpenChange={(next) => !next && props.onClose()}>
      <Base.Portal>
        <Base.Backdrop className="fade-in fixed inset-0 z-30 bg-scrim" />
        <Base.Popup
          aria-label={props.label}
          className="drawer-in fixed inset-y-0 end-0 z-30 flex w-[min(22rem,92vw)] flex-col border-s border-line bg-surface shadow-float outline-none"
        >
          {props.children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
