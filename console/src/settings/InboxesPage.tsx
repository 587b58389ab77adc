import type { Inbox } from '@causerie/protocol';
import { Link, useNavigate } from '@tanstack/react-router';
import { ChevronRight, Plus } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { keys } from '../api/keys.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { DialogButtons } from '../ui/DialogButtons.tsx';
import { TextField } from '../ui/Field.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import { SettingsList } from './SettingsList.tsx';
import { SettingsPage, Sheet } from './SettingsPage.tsx';
import { useSettingsList } from './useSettingsList.ts';

export function InboxesPage() {
  const words = useWords().settings.inboxes;
  const desk = useDesk();
  const list = useSettingsList<Inbox>(keys.inboxes(desk.workspaceId), desk.settings.inboxes);
  const [creating, setCreating] = useState(false);
  return (
    <SettingsPage
      title={words.title}
      lead={words.lead}
      guarded="inboxes.change"
      action={
        <Button look="primary" onClick={() => setCreating(true)}>
          <Plus className="size-4" />
          {words.create}
        </Button>
      }
    >
      <Sheet>
        <SettingsList list={list} empty={words.empty}>
          {(inbox) => (
            <li key={inbox.id}>
              <InboxLine inbox={inbox} />
            </li>
          )}
        </SettingsList>
      </Sheet>
      {creating && <CreateInbox change={list.change} onClose={() => setCreating(false)} />}
    </SettingsPage>
  );
}

function InboxLine({ inbox }: { inbox: Inbox }) {
  const words = useWords().settings.inboxes;
  const { workspaceId } = useDesk();
  return (
    <Link
      to="/w/$workspaceId/settings/inboxes/$inboxId"
      params={{ workspaceId, inboxId: inbox.id }}
      aria-label={words.open(inbox.name)}
      className="-mx-2 flex items-center gap-3 rounded-md px-2 py-2.5 hover:bg-hover"
    >
      <span
        aria-hidden="true"
        className="size-8 shrink-0 rounded-lg"
        style={{ background: inbox.settings.colour }}
      />
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium">{inbox.name}</span>
        <span className="block truncate text-xs text-faint">
          {words.mode[inbox.mode]} · {inbox.settings.languages.join(', ')}
        </span>
      </span>
      <ChevronRight className="size-4 text-faint rtl:rotate-180" aria-hidden="true" />
    </Link>
  );
}

type CreateProps = { change: (action: () => Promise<unknown>) => Promise<boolean>; onClose: () => void };

function CreateInbox({ change, onClose }: CreateProps) {
  const words = useWords();
  const desk = useDesk();
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    let inbox: Inbox | undefined;
    await change(async () => {
      inbox = await desk.settings.createInbox({ name: name.trim() });
    });
    if (!inbox) return;
    await navigate({
      to: '/w/$workspaceId/settings/inboxes/$inboxId',
      params: { workspaceId: desk.workspaceId, inboxId: inbox.id },
    });
  };
  return (
    <Dialog open onClose={onClose} title={words.settings.inboxes.createTitle}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <TextField
          required
          autoFocus
          maxLength={80}
          label={words.settings.inboxes.name}
          placeholder={words.settings.inboxes.namePlaceholder}
          value={name}
          onChange={(e) => setName(e.target.value)}
        />
        <DialogButtons onClose={onClose}>{words.common.add}</DialogButtons>
      </form>
    </Dialog>
  );
}
