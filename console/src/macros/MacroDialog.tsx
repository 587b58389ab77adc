import { Dialog } from '@base-ui/react/dialog';
import type { Conversation, Macro } from '@causerie/protocol';
import { Command } from 'cmdk';
import { Play, Zap } from 'lucide-react';
import { useState } from 'react';
import { useMacros, useSnippets } from '../snippets/useSnippets.ts';
import { Button } from '../ui/Button.tsx';
import { Kbd } from '../ui/Kbd.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import { MacroSteps } from './MacroSteps.tsx';
import { useRunMacro } from './useRunMacro.ts';

/** Chooses a macro by typing, shows what it will do, runs it with Enter. */
export function MacroDialog({ row, onClose }: { row: Conversation; onClose: () => void }) {
  const words = useWords().macros.run;
  const macros = useMacros();
  useSnippets();
  const run = useRunMacro(row.id);
  const [chosen, setChosen] = useState('');
  const active = macros?.find((macro) => searchedAs(macro) === chosen) ?? macros?.[0];
  const start = (macro: Macro) => {
    onClose();
    void run(macro);
  };
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fade-in fixed inset-0 z-40 bg-scrim" />
        <Dialog.Popup
          aria-label={words.title}
          className="fade-in fixed start-1/2 top-[12vh] z-40 w-[calc(100vw-2rem)] max-w-2xl -translate-x-1/2 overflow-hidden rounded-xl border border-line bg-raised shadow-float outline-none rtl:translate-x-1/2"
        >
          <Command label={words.title} loop value={chosen} onValueChange={setChosen}>
            <div className="flex items-center gap-2.5 border-b border-line px-4">
              <Zap className="size-4 shrink-0 text-faint" aria-hidden="true" />
              <Command.Input
                autoFocus
                placeholder={words.search}
                className="h-12 min-w-0 flex-1 bg-transparent text-base outline-none"
              />
              <Kbd keys="Esc" />
            </div>
            <div className="flex h-72 max-md:h-auto max-md:flex-col">
              <Command.List className="w-64 shrink-0 overflow-y-auto p-1.5 max-md:max-h-48 max-md:w-full">
                <Command.Empty className="px-3 py-8 text-center text-sm text-faint">
                  {macros?.length === 0 ? words.empty : words.none}
                </Command.Empty>
                {macros?.map((macro) => (
                  <Command.Item
                    key={macro.id}
                    value={searchedAs(macro)}
                    onSelect={() => start(macro)}
                    className="flex h-9 cursor-default items-center rounded-md px-2.5 text-sm data-[selected=true]:bg-accent-soft data-[selected=true]:text-accent-ink max-md:h-11"
                  >
                    <span className="truncate">{macro.name}</span>
                  </Command.Item>
                ))}
              </Command.List>
              {active && (
                <section className="flex min-w-0 flex-1 flex-col gap-3 overflow-y-auto border-line bg-sunken/50 px-4 py-3 md:border-s max-md:border-t">
                  <h2 className="text-xs font-medium text-faint">{words.what}</h2>
                  <div className="flex-1" aria-live="polite">
                    <MacroSteps macro={active} row={row} />
                  </div>
                  <div className="flex items-center gap-3">
                    <p className="flex-1 text-xs text-faint">{words.hint}</p>
                    <Button look="primary" onClick={() => start(active)}>
                      <Play className="size-3.5" />
                      {words.run}
                    </Button>
                  </div>
                </section>
              )}
            </div>
          </Command>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** The palette's own search is by this; names are unique but for their case. */
const searchedAs = (macro: Macro): string => macro.name;
