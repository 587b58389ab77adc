import type { Contact } from '@causerie/protocol';
import { Download, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { useCan } from '../settings/useCan.ts';
import { Button, buttonClass } from '../ui/Button.tsx';
import { ConfirmDialog } from '../ui/Dialog.tsx';
import { say, useReport } from '../ui/toasts.tsx';
import { useWords } from '../words/WordsProvider.tsx';

/** What the law gives a person: their data to take away, and to be forgotten. Shown to those who may. */
export function ContactPrivacy({ contact }: { contact: Contact }) {
  const words = useWords().privacy;
  const { admin } = useDesk();
  const report = useReport();
  const seesAll = useCan('conversations.all');
  const [mayExport, canErase] = [useCan('contacts.export'), useCan('contacts.erase')];
  const canExport = mayExport && seesAll;
  const [asking, setAsking] = useState(false);
  if (!canExport && !canErase) return null;
  const erase = async () => {
    setAsking(false);
    try {
      await admin.eraseContact(contact.id);
      say(words.erased);
    } catch (thrown) {
      report(thrown);
    }
  };
  return (
    <section className="flex flex-col items-start gap-1.5 border-t border-line px-4 py-3">
      <h3 className="text-xs font-medium text-faint">{words.contact}</h3>
      {canExport && (
        <a href={admin.contactExport(contact.id)} download className={buttonClass('plain', 'sm')}>
          <Download className="size-3.5" />
          {words.export}
        </a>
      )}
      {canErase && (
        <Button size="sm" onClick={() => setAsking(true)}>
          <Trash2 className="size-3.5" />
          {words.erase}
        </Button>
      )}
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={words.eraseTitle(contact.name ?? contact.email ?? '')}
        description={words.eraseText}
        action={words.eraseConfirm}
        onConfirm={() => void erase()}
      />
    </section>
  );
}
