import type { Inbox, WebInboxSettings } from '@causerie/protocol';
import { useState } from 'react';
import { useTeams } from '../conversations/useDirectory.ts';
import { SelectField, TextAreaField } from '../ui/Field.tsx';
import { SwitchField } from '../ui/Switch.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import { options } from './InboxLookSheet.tsx';
import { isOrigin, type SheetProps } from './inboxDraft.ts';
import { Sheet } from './SettingsPage.tsx';

const delays = [0, 2, 5, 10, 15, 30, 60, 120, 1440];

export function BehaviourSheet({ draft, set, setSettings }: SheetProps) {
  const words = useWords().settings.inbox;
  const teams = useTeams();
  const { settings } = draft;
  const minutes = [...new Set([...delays, settings.mailAfterMinutes])].sort((a, b) => a - b);
  return (
    <Sheet title={words.sections.behaviour}>
      <SelectField
        label={words.mode}
        value={draft.mode}
        options={options(words.modes)}
        onValue={(mode) => set({ mode: mode as Inbox['mode'] })}
      />
      <SelectField
        label={words.team}
        hint={words.teamHint}
        value={draft.teamId ?? ''}
        options={[{ value: '', label: words.noTeam }, ...teams.map((t) => ({ value: t.id, label: t.name }))]}
        onValue={(teamId) => set({ teamId: teamId || null })}
      />
      <Origins
        origins={settings.allowedOrigins}
        onOrigins={(allowedOrigins) => setSettings({ allowedOrigins })}
      />
      <div className="flex flex-col">
        <SwitchField
          label={words.askEmail}
          hint={words.askEmailHint}
          checked={settings.askEmail}
          onChange={(askEmail) => setSettings({ askEmail })}
        />
        <SwitchField
          label={words.askRating}
          hint={words.askRatingHint}
          checked={settings.askRating}
          onChange={(askRating) => setSettings({ askRating })}
        />
      </div>
      <SelectField
        label={words.mailAfter}
        value={String(settings.mailAfterMinutes)}
        options={minutes.map((n) => ({
          value: String(n),
          label: n === 0 ? words.mailAtOnce : words.minutes(n),
        }))}
        onValue={(value) => setSettings({ mailAfterMinutes: Number(value) })}
      />
      <SelectField
        label={words.afterResolve}
        value={settings.afterResolve}
        options={options(words.afterResolves)}
        onValue={(value) => setSettings({ afterResolve: value as WebInboxSettings['afterResolve'] })}
      />
    </Sheet>
  );
}

/** The text as it is typed is kept beside the list it means, so that an empty line does not vanish while one types. */
function Origins({ origins, onOrigins }: { origins: string[]; onOrigins: (origins: string[]) => void }) {
  const words = useWords().settings.inbox;
  const [text, setText] = useState(origins.join('\n'));
  const parse = (typed: string) => typed.split(/[\s,]+/).filter(Boolean);
  const shown = parse(text).join('\n') === origins.join('\n') ? text : origins.join('\n');
  const wrong = origins.find((origin) => !isOrigin(origin));
  return (
    <TextAreaField
      label={words.origins}
      hint={words.originsHint}
      rows={2}
      spellCheck={false}
      value={shown}
      error={wrong && words.originWrong(wrong)}
      onChange={(e) => {
        setText(e.target.value);
        onOrigins(parse(e.target.value));
      }}
    />
  );
}
