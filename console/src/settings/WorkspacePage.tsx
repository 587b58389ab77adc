import type { Workspace } from '@causerie/protocol';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FormError } from '../account/FormError.tsx';
import { useSubmit } from '../account/useSubmit.ts';
import { keys } from '../api/keys.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { Button } from '../ui/Button.tsx';
import { SelectField, TextField } from '../ui/Field.tsx';
import { say } from '../ui/toasts.tsx';
import { languages, useFormats, useWords } from '../words/WordsProvider.tsx';
import { countries } from './countries.ts';
import { ListState } from './ListState.tsx';
import { SettingsPage, Sheet } from './SettingsPage.tsx';
import { useCan } from './useCan.ts';

export function WorkspacePage() {
  const words = useWords().settings.workspace;
  const desk = useDesk();
  const { data, error, refetch } = useQuery({
    queryKey: keys.workspace(desk.workspaceId),
    queryFn: desk.settings.workspace,
  });
  return (
    <SettingsPage title={words.title} guarded="workspace.change">
      <Sheet>
        {data ? (
          <WorkspaceForm workspace={data} />
        ) : (
          <ListState error={error} onRetry={() => void refetch()} />
        )}
      </Sheet>
    </SettingsPage>
  );
}

function WorkspaceForm({ workspace }: { workspace: Workspace }) {
  const words = useWords();
  const { languageName, regionName } = useFormats();
  const desk = useDesk();
  const can = useCan('workspace.change');
  const queryClient = useQueryClient();
  const [name, setName] = useState(workspace.name);
  const [language, setLanguage] = useState(workspace.language);
  const [timeZone, setTimeZone] = useState(workspace.timeZone);
  const [country, setCountry] = useState(workspace.defaultCountry ?? '');
  const [capacity, setCapacity] = useState(String(workspace.standardCapacity));
  const standardCapacity = Number(capacity);
  const changed =
    name.trim() !== workspace.name ||
    language !== workspace.language ||
    timeZone !== workspace.timeZone ||
    country !== (workspace.defaultCountry ?? '') ||
    standardCapacity !== workspace.standardCapacity;
  const { onSubmit, busy, error } = useSubmit(async () => {
    const saved = await desk.settings.patchWorkspace({
      name: name.trim(),
      language,
      timeZone,
      defaultCountry: country || null,
      standardCapacity,
    });
    queryClient.setQueryData(keys.workspace(desk.workspaceId), saved);
    await queryClient.invalidateQueries({ queryKey: keys.me });
    say(words.common.saved);
  });
  return (
    <form onSubmit={onSubmit}>
      <fieldset disabled={!can} className="flex flex-col gap-4">
        <TextField
          required
          maxLength={100}
          label={words.settings.workspace.name}
          hint={words.settings.workspace.nameHint}
          value={name}
          onChange={(e) => setName(e.target.value)}
        />
        <SelectField
          label={words.settings.workspace.language}
          hint={words.settings.workspace.languageHint}
          value={language}
          options={[...new Set([...languages, workspace.language])].map((l) => ({
            value: l,
            label: languageName(l),
          }))}
          onValue={setLanguage}
        />
        <SelectField
          label={words.settings.workspace.timeZone}
          hint={words.settings.workspace.timeZoneHint}
          value={timeZone}
          options={[...new Set([workspace.timeZone, 'UTC', ...Intl.supportedValuesOf('timeZone')])].map(
            (zone) => ({
              value: zone,
              label: zone.replaceAll('_', ' '),
            }),
          )}
          onValue={setTimeZone}
        />
        <SelectField
          label={words.settings.workspace.country}
          hint={words.settings.workspace.countryHint}
          value={country}
          options={[
            { value: '', label: words.settings.workspace.noCountry },
            ...countries
              .map((code) => ({ value: code, label: regionName(code) }))
              .sort((a, b) => a.label.localeCompare(b.label)),
          ]}
          onValue={setCountry}
        />
        <TextField
          required
          type="number"
          min={1}
          max={200}
          narrow
          label={words.routing.workspace.capacity}
          hint={words.routing.workspace.capacityHint}
          value={capacity}
          onChange={(e) => setCapacity(e.target.value)}
        />
        <FormError text={error} />
        <Button type="submit" look="primary" className="self-start" busy={busy} disabled={!changed}>
          {words.common.save}
        </Button>
      </fieldset>
    </form>
  );
}
