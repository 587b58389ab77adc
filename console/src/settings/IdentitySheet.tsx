import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { keys } from '../api/keys.ts';
import type { IdentityKeysPut } from '../api/types.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { Button } from '../ui/Button.tsx';
import { CopyButton } from '../ui/CopyButton.tsx';
import { ConfirmDialog } from '../ui/Dialog.tsx';
import { TextAreaField } from '../ui/Field.tsx';
import { say, useReport } from '../ui/toasts.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import { ListState } from './ListState.tsx';
import { Sheet } from './SettingsPage.tsx';

/** The keys with which the site proves who a visitor is. */
export function IdentitySheet({ inboxId }: { inboxId: string }) {
  const words = useWords().settings.inbox;
  const desk = useDesk();
  const report = useReport();
  const queryClient = useQueryClient();
  const queryKey = keys.identityKeys(desk.workspaceId, inboxId);
  const { data, error, refetch } = useQuery({ queryKey, queryFn: () => desk.settings.identityKeys(inboxId) });
  const put = async (body: IdentityKeysPut) => {
    try {
      queryClient.setQueryData(queryKey, await desk.settings.putIdentityKeys(inboxId, body));
      return true;
    } catch (thrown) {
      report(thrown);
      return false;
    }
  };
  return (
    <Sheet title={words.sections.identity}>
      <p className="text-sm text-soft">{words.identity.text}</p>
      {data ? (
        <>
          <Secret secret={data.secret} onRotate={() => void put({ rotateSecret: true })} />
          <PublicKey
            key={data.publicKey}
            known={data.publicKey}
            onSave={(publicKey) =>
              void put({ publicKey }).then((saved) => saved && say(words.identity.savedKey))
            }
          />
        </>
      ) : (
        <ListState error={error} onRetry={() => void refetch()} />
      )}
    </Sheet>
  );
}

function Secret({ secret, onRotate }: { secret: string | null; onRotate: () => void }) {
  const words = useWords().settings.inbox.identity;
  const [shown, setShown] = useState(false);
  const [asking, setAsking] = useState(false);
  return (
    <div>
      <h3 className="text-sm font-medium">{words.secret}</h3>
      <p className="mb-2 text-xs text-faint">{words.secretHint}</p>
      <div className="flex flex-wrap items-center gap-2">
        {secret ? (
          <>
            <code className="min-w-0 flex-1 rounded-md bg-sunken px-2.5 py-1.5 font-mono text-xs break-all">
              {shown ? secret : '•'.repeat(32)}
            </code>
            <Button size="sm" onClick={() => setShown(!shown)}>
              {shown ? words.hide : words.show}
            </Button>
            <CopyButton text={secret} />
            <Button size="sm" onClick={() => setAsking(true)}>
              {words.rotate}
            </Button>
          </>
        ) : (
          <Button onClick={onRotate}>{words.create}</Button>
        )}
      </div>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={words.rotateTitle}
        description={words.rotateText}
        action={words.rotate}
        onConfirm={() => {
          setAsking(false);
          onRotate();
        }}
      />
    </div>
  );
}

function PublicKey({ known, onSave }: { known: string | null; onSave: (key: string | null) => void }) {
  const words = useWords();
  const [text, setText] = useState(known ?? '');
  const changed = text.trim() !== (known ?? '').trim();
  return (
    <div className="flex flex-col items-start gap-2">
      <TextAreaField
        className="w-full"
        label={words.settings.inbox.identity.publicKey}
        rows={3}
        maxLength={4000}
        spellCheck={false}
        placeholder="-----BEGIN PUBLIC KEY-----"
        value={text}
        onChange={(e) => setText(e.target.value)}
      />
      <Button disabled={!changed} onClick={() => onSave(text.trim() || null)}>
        {words.common.save}
      </Button>
    </div>
  );
}
