import type { Conversation } from '@causerie/protocol';
import { Tag } from 'lucide-react';
import { useState } from 'react';
import type { ConversationActions } from '../conversations/useConversationActions.ts';
import { shortcuts, useShortcut } from '../shell/shortcuts.ts';
import { IconButton } from '../ui/Button.tsx';
import { Popover } from '../ui/Popover.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import { LabelPicker } from './LabelPicker.tsx';

/** The labels of one conversation, from the header or the keyboard. */
export function LabelMenu({ row, actions }: { row: Conversation; actions: ConversationActions }) {
  const words = useWords().desk.labels;
  const [open, setOpen] = useState(false);
  useShortcut('label', () => setOpen(true));
  return (
    <Popover
      label={words.change}
      side="bottom"
      align="end"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <IconButton label={words.change} shortcut={shortcuts.label.keys} active={row.labels.length > 0}>
          <Tag className="size-4" />
        </IconButton>
      }
    >
      <LabelPicker chosen={row.labels} onToggle={(name, add) => void actions.setLabel(name, add)} />
    </Popover>
  );
}
