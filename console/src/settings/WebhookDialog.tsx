import type { Webhook } from '@causerie/protocol';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FormError } from '../account/FormError.tsx';
import { useSubmit } from '../account/useSubmit.ts';
import { keys } from '../api/keys.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { CopyButton } from '../ui/CopyButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { DialogButtons } from '../ui/DialogButtons.tsx';
import { SelectField, TextField } from '../ui/Field.tsx';
import { useWords } from '../words/WordsProvider.tsx';

type Props = { webhook?: Webhook; eventNames: string[]; onClose: () => void };

/** Makes or changes a webhook; of a new one the secret is shown at once. */
export function WebhookDialog({ webhook, eventNames, onClose }: Props) {
  const words = useWords();
  const desk = useDesk();
  const queryClient = useQueryClient();
  const [name, setName] = useState(webhook?.name ?? '');
  const [url, setUrl] = useState(webhook?.url ?? 'https://');
  const [some, setSome] = useState((webhook?.events.length ?? 0) > 0);
  const [events, setEvents] = useState<readonly string[]>(webhook?.events ?? ['message.created']);
  const [secret, setSecret] = useState<string>();
  const { onSubmit, busy, error } = useSubmit(async () => {
    const body = { name: name.trim(), url: url.trim(), events: some ? [...events] : [] };
    if (webhook) await desk.admin.patchWebhook(webhook.id, body);
    else setSecret((await desk.admin.createWebhook(body)).secret);
    await queryClient.invalidateQueries({ queryKey: keys.webhooks(desk.workspaceId) });
    if (webhook) onClose();
  });
  if (secret) {
    return (
      <Dialog open onClose={onClose} title={words.webhooks.secret} description={words.webhooks.secretText}>
        <SecretLine secret={secret} />
      </Dialog>
    );
  }
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={webhook ? words.webhooks.edit(webhook.name) : words.webhooks.create}
    >
      <form onSubmit={onSubmit} className="flex flex-col gap-4">
        <TextField
          required
          autoFocus
          maxLength={80}
          label={words.webhooks.name}
          value={name}
          onChange={(e) => setName(e.target.value)}
        />
        <TextField
          required
          type="url"
          label={words.webhooks.url}
          hint={words.webhooks.urlHint}
          value={url}
          onChange={(e) => setUrl(e.target.value)}
        />
        <SelectField
          label={words.webhooks.events}
          value={some ? 'some' : 'all'}
          options={[
            { value: 'all', label: words.webhooks.allEvents },
            { value: 'some', label: words.webhooks.someEvents },
          ]}
          onValue={(value) => setSome(value === 'some')}
        />
        {some && <EventBoxes names={eventNames} chosen={events} onChange={setEvents} />}
        <FormError text={error} />
        <DialogButtons onClose={onClose} busy={busy} disabled={some && events.length === 0}>
          {webhook ? words.settings.saveChanges : words.common.add}
        </DialogButtons>
      </form>
    </Dialog>
  );
}

export function SecretLine({ secret }: { secret: string }) {
  return (
    <div className="flex items-start gap-2 rounded-lg border border-line bg-sunken p-2.5">
      <code className="min-w-0 flex-1 py-1 font-mono text-xs break-all">{secret}</code>
      <CopyButton text={secret} />
    </div>
  );
}

type BoxesProps = { names: string[]; chosen: readonly string[]; onChange: (chosen: string[]) => void };

function EventBoxes({ names, chosen, onChange }: BoxesProps) {
  return (
    <div className="grid max-h-64 gap-x-6 gap-y-1.5 overflow-y-auto rounded-lg border border-line p-3 md:grid-cols-2">
      {names.map((name) => (
        <label key={name} className="flex items-center gap-2 font-mono text-xs">
          <input
            type="checkbox"
            checked={chosen.includes(name)}
            onChange={() =>
              onChange(chosen.includes(name) ? chosen.filter((each) => each !== name) : [...chosen, name])
            }
            className="size-4 shrink-0 accent-accent"
          />
          {name}
        </label>
      ))}
    </div>
  );
}
