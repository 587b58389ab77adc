import type { Content } from '@causerie/protocol';
import { ClipboardList, Link2, ListChecks, MapPin, Plus, Star } from 'lucide-react';
import { Suspense, useState } from 'react';
import { latePart } from '../shell/latePart.tsx';
import { IconButton } from '../ui/Button.tsx';
import { Menu, MenuItem } from '../ui/Menu.tsx';
import { useWords } from '../words/WordsProvider.tsx';

const InsertDialog = latePart(async () => (await import('./InsertDialog.tsx')).InsertDialog, 'floating');

export const insertKinds = ['quickReplies', 'buttons', 'form', 'rating', 'location'] as const;
export type InsertKind = (typeof insertKinds)[number];
const signs = {
  quickReplies: ListChecks,
  buttons: Link2,
  form: ClipboardList,
  rating: Star,
  location: MapPin,
};

/** Messages that are more than text. What they need is asked in a dialog; they are sent from there. */
export function InsertMenu({ onContent }: { onContent: (content: Content) => void }) {
  const words = useWords().thread;
  const [kind, setKind] = useState<InsertKind>();
  return (
    <>
      <Menu
        side="top"
        trigger={
          <IconButton label={words.composer.insert}>
            <Plus className="size-4" />
          </IconButton>
        }
      >
        {insertKinds.map((name) => {
          const Sign = signs[name];
          return (
            <MenuItem key={name} sign={<Sign />} onSelect={() => setKind(name)}>
              {words.insert[name]}
            </MenuItem>
          );
        })}
      </Menu>
      <Suspense>
        {kind && (
          <InsertDialog
            kind={kind}
            onClose={() => setKind(undefined)}
            onContent={(content) => {
              setKind(undefined);
              onContent(content);
            }}
          />
        )}
      </Suspense>
    </>
  );
}
