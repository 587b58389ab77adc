import type { ApiKey, Role } from '@causerie/protocol';
import { KeyRound, Plus } from 'lucide-react';
import { useState } from 'react';
import { FormError } from '../account/FormError.tsx';
import { useSubmit } from '../account/useSubmit.ts';
import { keys } from '../api/keys.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { Button } from '../ui/Button.tsx';
import { CopyButton } from '../ui/CopyButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { DialogButtons } from '../ui/DialogButtons.tsx';
import { SelectField, TextField } from '../ui/Field.tsx';
import { RemoveButton } from '../ui/RemoveButton.tsx';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import { SettingsList } from './SettingsList.tsx';
import { SettingsPage, Sheet } from './SettingsPage.tsx';
import { useCan, useRoleName, useRolesToGive } from './useCan.ts';
import { useSettingsList } from './useSettingsList.ts';

type Change = (action: () => Promise<unknown>) => Promise<boolean>;

export function ApiKeysPage() {
  const words = useWords().settings.apiKeys;
  const desk = useDesk();
  const can = useCan('apiKeys.change');
  const list = useSettingsList<ApiKey>(keys.apiKeys(desk.workspaceId), desk.settings.apiKeys, can);
  const [creating, setCreating] = useState(false);
  return (
    <SettingsPage
      title={words.title}
      lead={words.lead}
      guarded="apiKeys.change"
      action={
        <Button look="primary" onClick={() => setCreating(true)}>
          <Plus className="size-4" />
          {words.create}
        </Button>
      }
    >
      {can && (
        <Sheet>
          <SettingsList list={list} empty={words.empty}>
            {(key) => <KeyLine key={key.id} apiKey={key} change={list.change} />}
          </SettingsList>
          <a
            href="/openapi.json"
            target="_blank"
            rel="noopener"
            className="text-sm text-accent-ink hover:underline"
          >
            {words.docs}
          </a>
        </Sheet>
      )}
      {creating && <CreateKey change={list.change} onClose={() => setCreating(false)} />}
    </SettingsPage>
  );
}

function KeyLine({ apiKey, change }: { apiKey: ApiKey; change: Change }) {
  const words = useWords();
  const { apiKeys } = words.settings;
  const roleName = useRoleName();
  const formats = useFormats();
  const desk = useDesk();
  const used = apiKey.lastUsedAt ? apiKeys.used(formats.ago(Date.parse(apiKey.lastUsedAt))) : apiKeys.never;
  return (
    <li className="flex items-center gap-3 py-2.5">
      <KeyRound className="size-4 shrink-0 text-faint" aria-hidden="true" />
      <div className="min-w-0 flex-1">
        <p className="truncate text-sm font-medium">{apiKey.name}</p>
        <p className="truncate text-xs text-faint">
          <code className="font-mono">{apiKey.prefix}…</code> · {roleName(apiKey.role)} · {used}
        </p>
      </div>
      <RemoveButton
        label={apiKeys.delete(apiKey.name)}
        title={apiKeys.deleteTitle(apiKey.name)}
        text={apiKeys.deleteText}
        onRemove={() => void change(() => desk.settings.removeApiKey(apiKey.id))}
      />
    </li>
  );
}

function CreateKey({ change, onClose }: { change: Change; onClose: () => void }) {
  const words = useWords();
  const { apiKeys } = words.settings;
  const roleName = useRoleName();
  const desk = useDesk();
  const given = useRolesToGive();
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('agent');
  const [key, setKey] = useState<string>();
  const { onSubmit, busy, error } = useSubmit(async () => {
    const created = await desk.settings.createApiKey({ name: name.trim(), role });
    setKey(created.key);
    await change(async () => {});
  });
  if (key) {
    return (
      <Dialog open onClose={onClose} title={apiKeys.made} description={apiKeys.madeText}>
        <div className="flex items-start gap-2 rounded-lg border border-line bg-sunken p-2.5">
          <code className="min-w-0 flex-1 py-1 font-mono text-xs break-all">{key}</code>
          <CopyButton text={key} />
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog open onClose={onClose} title={apiKeys.create}>
      <form onSubmit={onSubmit} className="flex flex-col gap-4">
        <TextField
          required
          maxLength={80}
          label={apiKeys.name}
          value={name}
          onChange={(e) => setName(e.target.value)}
        />
        <SelectField
          label={apiKeys.role}
          value={role}
          options={given.map(({ id }) => ({ value: id, label: roleName(id) }))}
          onValue={(value) => setRole(value as Role)}
        />
        <FormError text={error} />
        <DialogButtons onClose={onClose} busy={busy}>
          {words.common.add}
        </DialogButtons>
      </form>
    </Dialog>
  );
}
