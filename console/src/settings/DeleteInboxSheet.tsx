import type { Inbox } from '@causerie/protocol';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { Button } from '../ui/Button.tsx';
import { ConfirmDialog } from '../ui/Dialog.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import { Sheet } from './SettingsPage.tsx';

type Props = { inbox: Inbox; change: (action: () => Promise<unknown>) => Promise<boolean> };

export function DeleteInboxSheet({ inbox, change }: Props) {
  const words = useWords().settings;
  const desk = useDesk();
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const remove = async () => {
    setAsking(false);
    const { workspaceId } = desk;
    if (await change(() => desk.settings.removeInbox(inbox.id))) {
      await navigate({ to: '/w/$workspaceId/settings/inboxes', params: { workspaceId } });
    }
  };
  return (
    <Sheet title={words.inbox.sections.danger}>
      <div className="flex flex-wrap items-center gap-3">
        <p className="min-w-0 flex-1 text-sm text-soft">{words.inboxes.deleteText}</p>
        <Button look="danger" onClick={() => setAsking(true)}>
          {words.inboxes.delete}
        </Button>
      </div>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={words.inboxes.deleteTitle(inbox.name)}
        description={words.inboxes.deleteText}
        action={words.inboxes.delete}
        onConfirm={() => void remove()}
      />
    </Sheet>
  );
}
