import { Trash2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useWords } from '../words/WordsProvider.tsx';
import { IconButton } from './Button.tsx';
import { ConfirmDialog } from './Dialog.tsx';

type Props = {
  /** Accessible name, with that of the thing. */
  label: string;
  title: string;
  text: ReactNode;
  /** What the confirming button says; "Delete" without. */
  action?: string;
  onRemove: () => void;
};

/** Removes something of a list, after asking. */
export function RemoveButton({ label, title, text, action, onRemove }: Props) {
  const { common } = useWords();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <IconButton label={label} onClick={() => setAsking(true)}>
        <Trash2 className="size-4" />
      </IconButton>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={title}
        description={text}
        action={action ?? common.delete}
        onConfirm={() => {
          setAsking(false);
          onRemove();
        }}
      />
    </>
  );
}
