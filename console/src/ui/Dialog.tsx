import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import { useWords } from '../words/WordsProvider.tsx';
import { Button, IconButton } from './Button.tsx';
import { cx } from './cx.ts';

type Props = {
  open: boolean;
  onClose: () => void;
  title: string;
  description?: ReactNode;
  children?: ReactNode;
  wide?: boolean;
};

/** A question in front of everything else; Escape and a click beside it close it, focus returns to where it was. */
export function Dialog({ open, onClose, title, description, children, wide }: Props) {
  const words = useWords();
  const popup = useRef<HTMLDivElement>(null);
  return (
    <Base.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="fade-in fixed inset-0 z-40 bg-scrim" />
        <Base.Popup
          ref={popup}
          initialFocus={(how) => how === 'touch' || firstField(popup.current)}
          className={cx(
            'fade-in fixed start-1/2 top-[12vh] z-40 max-h-[80vh] w-[calc(100vw-2rem)] -translate-x-1/2 overflow-y-auto rounded-xl border border-line bg-raised p-5 shadow-float outline-none rtl:translate-x-1/2',
            wide ? 'max-w-2xl' : 'max-w-md',
          )}
        >
          <div className="mb-3 flex items-start gap-3">
            <Base.Title className="flex-1 pt-0.5 text-lg font-semibold">{title}</Base.Title>
            <IconButton label={words.common.close} className="-me-2 -mt-1" onClick={onClose}>
              <X className="size-4" />
            </IconButton>
          </div>
          {description && (
            <Base.Description className="-mt-1 mb-4 text-sm text-soft">{description}</Base.Description>
          )}
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

/** What is to be filled in comes before the cross that closes; where something has taken the focus, it keeps it. */
function firstField(popup: HTMLElement | null): HTMLElement | boolean {
  if (popup?.contains(document.activeElement)) return false;
  return (
    popup?.querySelector<HTMLElement>('input:enabled:not([hidden]), select:enabled, textarea:enabled') ?? true
  );
}

type ConfirmProps = Omit<Props, 'children' | 'wide'> & {
  action: string;
  onConfirm: () => void;
  busy?: boolean;
};

/** Asks before something that cannot be undone. */
export function ConfirmDialog({ action, onConfirm, busy, ...dialog }: ConfirmProps) {
  const words = useWords();
  return (
    <Dialog {...dialog}>
      <div className="flex justify-end gap-2">
        <Button onClick={dialog.onClose}>{words.common.cancel}</Button>
        <Button look="danger" onClick={onConfirm} busy={busy}>
          {action}
        </Button>
      </div>
    </Dialog>
  );
}
