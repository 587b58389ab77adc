import type { EmbeddingSettings, EmbeddingSettingsPatch, EmbeddingTestResult } from '@causerie/protocol';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { keys } from '../api/keys.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { ListState } from '../settings/ListState.tsx';
import { Sheet } from '../settings/SettingsPage.tsx';
import { useCan } from '../settings/useCan.ts';
import { Button } from '../ui/Button.tsx';
import { TextField } from '../ui/Field.tsx';
import { SwitchField } from '../ui/Switch.tsx';
import { say, useReport } from '../ui/toasts.tsx';
import { useDraft } from '../ui/useDraft.ts';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import { EmbeddingsState } from './EmbeddingsState.tsx';
import { useEmbeddings } from './useFaqs.ts';

/** Where vectors of questions come from, if from anywhere; tried out before it is saved. */
export function EmbeddingsSheet() {
  const words = useWords().embeddings;
  const { data, error, refetch } = useEmbeddings();
  return (
    <Sheet title={words.title} id="embeddings">
      <p className="-mt-1 text-xs text-soft">{words.lead}</p>
      {data ? <EmbeddingsForm settings={data} /> : <ListState error={error} onRetry={() => void refetch()} />}
    </Sheet>
  );
}

type Fields = { enabled: boolean; url: string; model: string; key: string; timeout: string };

const fieldsOf = ({ enabled, url, model, timeoutMs }: EmbeddingSettings): Fields => ({
  enabled,
  url,
  model,
  key: '',
  timeout: String(timeoutMs),
});

/** Only what was changed, so that what a colleague has saved beside it stays; a key goes with the address that it was typed for. */
const patchOf = (
  { url, model, key, timeout, ...rest }: Partial<Fields>,
  shown: Fields,
): EmbeddingSettingsPatch => ({
  ...rest,
  ...(url !== undefined && { url: url.trim() }),
  ...(model !== undefined && { model: model.trim() }),
  ...(timeout !== undefined && { timeoutMs: Number(timeout) }),
  ...(key?.trim() && { apiKey: key.trim(), url: shown.url.trim() }),
});

function EmbeddingsForm({ settings }: { settings: EmbeddingSettings }) {
  const { embeddings: words, common } = useWords();
  const can = useCan('embeddings.change');
  const { automation, workspaceId } = useDesk();
  const queryClient = useQueryClient();
  const report = useReport();
  const draft = useDraft(fieldsOf(settings));
  const [busy, setBusy] = useState<'test' | 'save'>();
  const [tested, setTested] = useState<EmbeddingTestResult>();
  const { shown } = draft;
  const set = (change: Partial<Fields>) => {
    draft.set(change);
    setTested(undefined);
  };
  const isElsewhere = originOf(shown.url) !== originOf(settings.url);
  const urlProblem = shown.url === '' || originOf(shown.url) !== null ? null : words.urlError;
  const ms = Number(shown.timeout);
  const timeoutProblem = Number.isInteger(ms) && ms >= 50 && ms <= 1500 ? null : words.timeoutError;
  const isWrong = urlProblem !== null || timeoutProblem !== null;
  const isEmpty = shown.url.trim() === '' || shown.model.trim() === '';
  const run = async (what: 'test' | 'save', work: () => Promise<void>) => {
    setBusy(what);
    await work().catch(report);
    setBusy(undefined);
  };
  const test = () =>
    run('test', async () => setTested(await automation.testEmbeddings(patchOf(draft.changed, shown))));
  const save = () =>
    run('save', async () => {
      await draft.save(async (changed) => {
        const after = await automation.patchEmbeddings(patchOf(changed, shown));
        queryClient.setQueryData(keys.embeddingSettings(workspaceId), after);
        return fieldsOf(after);
      });
      say(common.saved);
    });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (draft.isChanged && !isWrong && !(shown.enabled && isEmpty)) void save();
  };
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      {!can && <p className="text-sm text-soft">{words.onlyAdmins}</p>}
      <div className="grid gap-4 lg:grid-cols-[3fr_2fr]">
        <TextField
          type="url"
          dir="ltr"
          label={words.url}
          hint={words.urlHint}
          error={urlProblem}
          maxLength={2000}
          disabled={!can}
          theirs={draft.theirsOf('url')}
          value={shown.url}
          onChange={(e) => set({ url: e.target.value })}
        />
        <TextField
          dir="ltr"
          label={words.model}
          hint={words.modelHint}
          maxLength={200}
          disabled={!can}
          theirs={draft.theirsOf('model')}
          value={shown.model}
          onChange={(e) => set({ model: e.target.value })}
        />
        <TextField
          type="password"
          dir="ltr"
          autoComplete="off"
          label={words.key}
          hint={
            settings.hasKey && isElsewhere ? words.keyGone : settings.hasKey ? words.keyKept : words.keyHint
          }
          maxLength={500}
          disabled={!can}
          value={shown.key}
          onChange={(e) => set({ key: e.target.value })}
        />
        <TextField
          inputMode="numeric"
          label={words.timeout}
          hint={words.milliseconds}
          error={timeoutProblem}
          disabled={!can}
          theirs={draft.theirsOf('timeout')}
          value={shown.timeout}
          onChange={(e) => set({ timeout: e.target.value })}
        />
      </div>
      <SwitchField
        label={words.on}
        hint={words.onHint}
        checked={shown.enabled}
        disabled={!can || (isEmpty && !shown.enabled)}
        onChange={(enabled) => set({ enabled })}
      />
      <p className="text-xs text-soft">{words.privacy}</p>
      <EmbeddingsState settings={settings} />
      {tested && <Tested result={tested} waits={ms} />}
      {can && (
        <div className="flex flex-wrap justify-end gap-2">
          <Button
            className="me-auto"
            busy={busy === 'test'}
            disabled={isWrong || isEmpty || busy !== undefined}
            onClick={() => void test()}
          >
            {words.test}
          </Button>
          {draft.isChanged && <Button onClick={draft.clear}>{common.cancel}</Button>}
          {draft.isChanged && (
            <Button
              type="submit"
              look="primary"
              busy={busy === 'save'}
              disabled={isWrong || (shown.enabled && isEmpty) || busy !== undefined}
            >
              {common.save}
            </Button>
          )}
        </div>
      )}
    </form>
  );
}

function Tested({ result, waits }: { result: EmbeddingTestResult; waits: number }) {
  const words = useWords().embeddings;
  const formats = useFormats();
  const { dimensions, durationMs, problem, detail } = result;
  if (problem === null)
    return (
      <div role="status" className="rounded-md bg-good-soft px-3 py-2 text-sm text-good-ink">
        <p>{words.works(formats.number(dimensions ?? 0), formats.number(durationMs))}</p>
        {durationMs > waits && <p>{words.tooSlow}</p>}
      </div>
    );
  return (
    <div role="alert" className="rounded-md bg-bad-soft px-3 py-2 text-sm text-bad-ink">
      <p>{words.problems[problem]}</p>
      {detail && (
        <p dir="auto" className="mt-1 font-mono text-xs break-words">
          {detail}
        </p>
      )}
    </div>
  );
}

/** Null where it is no address of the web. */
function originOf(url: string): string | null {
  const parsed = URL.parse(url.trim());
  return parsed && /^https?:$/.test(parsed.protocol) ? parsed.origin : null;
}
