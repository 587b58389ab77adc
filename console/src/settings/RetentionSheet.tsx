import type { RetentionPreview, RetentionRule, RetentionRules } from '@causerie/protocol';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { keys } from '../api/keys.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { Button } from '../ui/Button.tsx';
import { ConfirmDialog } from '../ui/Dialog.tsx';
import { TextField } from '../ui/Field.tsx';
import { say, useReport } from '../ui/toasts.tsx';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import { Sheet } from './SettingsPage.tsx';

const order: RetentionRule[] = [
  'resolvedConversations',
  'inactiveContacts',
  'pageViews',
  'files',
  'inboundPayloads',
  'auditEntries',
];

/** The rules as a form; before they are saved one sees what they would remove. */
export function RetentionSheet({ rules }: { rules: RetentionRules }) {
  const words = useWords();
  const { admin, workspaceId } = useDesk();
  const queryClient = useQueryClient();
  const report = useReport();
  const [draft, setDraft] = useState(rules);
  const [preview, setPreview] = useState<RetentionPreview>();
  const [asking, setAsking] = useState(false);
  const isChanged = order.some((rule) => draft[rule] !== rules[rule]);
  const look = async () => setPreview(await admin.previewRetention(draft));
  const save = async () => {
    setAsking(false);
    try {
      await admin.putRetention(draft);
      say(words.privacy.saved);
      await queryClient.invalidateQueries({ queryKey: keys.retention(workspaceId) });
    } catch (thrown) {
      report(thrown);
    }
  };
  return (
    <Sheet title={words.privacy.rules}>
      <p className="text-sm text-soft">{words.privacy.forever}</p>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          look().then(() => setAsking(true), report);
        }}
      >
        {order.map((rule) => (
          <TextField
            key={rule}
            type="number"
            min={rule === 'auditEntries' ? 365 : 1}
            max={36500}
            step={1}
            inputMode="numeric"
            label={words.privacy.names[rule]}
            hint={words.privacy.hints[rule]}
            value={draft[rule] ?? ''}
            onChange={(e) => {
              setPreview(undefined);
              setDraft({
                ...draft,
                [rule]: e.target.value === '' ? null : Math.round(Number(e.target.value)),
              });
            }}
          />
        ))}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={() => void look().catch(report)}>{words.privacy.preview}</Button>
          <Button type="submit" look="primary" disabled={!isChanged}>
            {words.settings.saveChanges}
          </Button>
        </div>
      </form>
      {preview && <PreviewList preview={preview} />}
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={words.privacy.saveTitle}
        description={words.privacy.saveText}
        action={words.settings.saveChanges}
        onConfirm={() => void save()}
      />
    </Sheet>
  );
}

function PreviewList({ preview }: { preview: RetentionPreview }) {
  const words = useWords().privacy;
  const formats = useFormats();
  const due = order.filter((rule) => preview[rule] > 0);
  return (
    <div role="status" className="rounded-lg bg-sunken px-4 py-3 text-sm">
      <h3 className="mb-1 font-medium">{words.previewTitle}</h3>
      {due.length === 0 ? (
        <p className="text-soft">{words.nothing}</p>
      ) : (
        <ul>
          {due.map((rule) => (
            <li key={rule} className="flex gap-3">
              <span className="min-w-12 text-end font-medium tabular-nums">
                {formats.number(preview[rule])}
              </span>
              <span className="text-soft">{words.names[rule]}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
