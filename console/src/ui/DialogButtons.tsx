import type { ReactNode } from 'react';
import { useWords } from '../words/WordsProvider.tsx';
import { Button } from './Button.tsx';

type Props = { onClose: () => void; busy?: boolean; disabled?: boolean; children: ReactNode };

/** At the end of a dialog's form: away from it, or on with it; `children` says what that does. */
export function DialogButtons({ onClose, busy, disabled, children }: Props) {
  const { common } = useWords();
  return (
    <div className="flex justify-end gap-2">
      <Button onClick={onClose}>{common.cancel}</Button>
      <Button type="submit" look="primary" busy={busy} disabled={disabled}>
        {children}
      </Button>
    </div>
  );
}
