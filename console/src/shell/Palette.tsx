import { Dialog } from '@base-ui/react/dialog';
import { Command } from 'cmdk';
import { Search } from 'lucide-react';
import { useState } from 'react';
import { Kbd } from '../ui/Kbd.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import { PaletteContacts } from './PaletteContacts.tsx';
import { PaletteMessages } from './PaletteMessages.tsx';
import { type PaletteCommand, usePaletteCommands } from './usePaletteCommands.tsx';

const item =
  'flex h-9 cursor-default items-center gap-2.5 rounded-md px-2.5 text-sm text-ink data-[selected=true]:bg-accent-soft data-[selected=true]:text-accent-ink max-md:h-11 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-soft';

/** Everything that can be done and everyone who can be found, by typing. */
export function Palette({ onClose }: { onClose: () => void }) {
  const words = useWords().shell.palette;
  const [query, setQuery] = useState('');
  const groups = usePaletteCommands();
  const run = (command: PaletteCommand) => {
    onClose();
    command.run();
  };
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fade-in fixed inset-0 z-40 bg-scrim" />
        <Dialog.Popup
          aria-label={words.label}
          className="fade-in fixed start-1/2 top-[12vh] z-40 w-[calc(100vw-2rem)] max-w-xl -translate-x-1/2 overflow-hidden rounded-xl border border-line bg-raised shadow-float outline-none rtl:translate-x-1/2"
        >
          <Command label={words.label} loop>
            <div className="flex items-center gap-2.5 border-b border-line px-4">
              <Search className="size-4 shrink-0 text-faint" aria-hidden="true" />
              <Command.Input
                autoFocus
                value={query}
                onValueChange={setQuery}
                placeholder={words.placeholder}
                className="h-12 min-w-0 flex-1 bg-transparent text-base outline-none"
              />
              <Kbd keys="Esc" />
            </div>
            <Command.List className="max-h-[min(26rem,60vh)] overflow-y-auto p-1.5">
              {/* Longer than that, messages and contacts are asked for as well. */}
              {query.trim().length < 2 && (
                <Command.Empty className="py-8 text-center text-sm text-faint">{words.none}</Command.Empty>
              )}
              {groups.map((group) => (
                <Command.Group
                  key={group.title}
                  heading={group.title}
                  className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-2xs [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-faint"
                >
                  {group.commands.map((command) => (
                    <Command.Item
                      key={command.name}
                      value={`${group.title} ${command.name}`}
                      onSelect={() => run(command)}
                      className={item}
                    >
                      {command.sign}
                      <span className="min-w-0 flex-1 truncate">{command.name}</span>
                      {command.keys?.split(' ').map((keys) => (
                        <Kbd key={keys} keys={keys} />
                      ))}
                    </Command.Item>
                  ))}
                </Command.Group>
              ))}
              <PaletteContacts query={query} onClose={onClose} itemClass={item} />
              <PaletteMessages query={query} onClose={onClose} itemClass={item} />
            </Command.List>
          </Command>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
