import type { Contact } from '@causerie/protocol';
import { Ban, CircleCheck, Ellipsis, Merge, MessageSquarePlus } from 'lucide-react';
import { useState } from 'react';
import { contactName } from '../conversations/contactName.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { ConfirmDialog } from '../ui/Dialog.tsx';
import { Menu, MenuItem, MenuLine } from '../ui/Menu.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import { MergeDialog } from './MergeDialog.tsx';
import { StartConversationDialog } from './StartConversationDialog.tsx';
import { useBlock } from './useBlock.ts';

/** What can be done with a contact: write to them, merge, block. */
export function ContactActions({ contact }: { contact: Contact }) {
  const words = useWords();
  const [open, setOpen] = useState<'start' | 'merge' | 'block'>();
  const block = useBlock(contact.id);
  const close = () => setOpen(undefined);
  const name = contactName(contact, words.inbox.visitor);
  return (
    <div className="flex items-center gap-1.5 max-md:w-full max-md:justify-between">
      <Button look="primary" onClick={() => setOpen('start')}>
        <MessageSquarePlus className="size-4" />
        {words.contacts.start.action}
      </Button>
      <Menu
        align="end"
        trigger={
          <IconButton label={words.contacts.more}>
            <Ellipsis className="size-4" />
          </IconButton>
        }
      >
        <MenuItem sign={<Merge />} onSelect={() => setOpen('merge')}>
          {words.contacts.merge.action}
        </MenuItem>
        <MenuLine />
        {contact.blockedAt ? (
          <MenuItem sign={<CircleCheck />} onSelect={() => void block(false)}>
            {words.contacts.block.undo}
          </MenuItem>
        ) : (
          <MenuItem sign={<Ban />} danger onSelect={() => setOpen('block')}>
            {words.contacts.block.action}
          </MenuItem>
        )}
      </Menu>
      {open === 'start' && <StartConversationDialog contact={contact} onClose={close} />}
      {open === 'merge' && <MergeDialog contact={contact} onClose={close} />}
      <ConfirmDialog
        open={open === 'block'}
        onClose={close}
        title={words.contacts.block.title(name)}
        description={words.contacts.block.text}
        action={words.contacts.block.action}
        onConfirm={() => {
          close();
          void block(true);
        }}
      />
    </div>
  );
}
