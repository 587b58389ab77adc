import type { WebInboxSettings } from '@causerie/protocol';
import { inputClass, SelectField, TextField } from '../ui/Field.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import { isColour, type SheetProps } from './inboxDraft.ts';
import { Sheet } from './SettingsPage.tsx';
import { WidgetPreview } from './WidgetPreview.tsx';

export function LookSheet({ draft, set, setSettings }: SheetProps) {
  const words = useWords().settings.inbox;
  const { colour, position, theme } = draft.settings;
  return (
    <Sheet title={words.sections.look}>
      <div className="grid gap-6 md:grid-cols-[1fr_auto]">
        <div className="flex flex-col gap-4">
          <TextField
            required
            maxLength={80}
            label={words.name}
            hint={words.nameHint}
            value={draft.name}
            onChange={(e) => set({ name: e.target.value })}
          />
          <div className="flex items-end gap-2">
            <TextField
              className="flex-1"
              label={words.colour}
              maxLength={7}
              value={colour}
              error={isColour(colour) ? undefined : words.colourWrong}
              onChange={(e) => setSettings({ colour: e.target.value })}
            />
            <input
              type="color"
              aria-label={words.pickColour}
              value={isColour(colour) ? colour : undefined}
              onChange={(e) => setSettings({ colour: e.target.value })}
              className={`${inputClass} h-8.5 w-12! cursor-pointer p-1!`}
            />
          </div>
          <SelectField
            label={words.position}
            value={position}
            options={options(words.positions)}
            onValue={(value) => setSettings({ position: value as WebInboxSettings['position'] })}
          />
          <SelectField
            label={words.theme}
            value={theme}
            options={options(words.themes)}
            onValue={(value) => setSettings({ theme: value as WebInboxSettings['theme'] })}
          />
        </div>
        <WidgetPreview settings={draft.settings} />
      </div>
    </Sheet>
  );
}

export const options = (words: Record<string, string>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }));
