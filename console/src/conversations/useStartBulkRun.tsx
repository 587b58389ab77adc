import { uuidv7 } from '@causerie/client';
import type { BulkChoice, BulkRun, ConversationPatch } from '@causerie/protocol';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { keys } from '../api/keys.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { useReport } from '../ui/toasts.tsx';
import { useWords } from '../words/WordsProvider.tsx';

type Asked = { id: string; choice: BulkChoice; patch: ConversationPatch };

/** Asks whether everything that a list holds shall be changed, and begins it. Render `dialog`. */
export function useStartBulkRun(onBegun: () => void) {
  const desk = useDesk();
  const words = useWords();
  const report = useReport();
  const client = useQueryClient();
  const [asked, setAsked] = useState<Asked>();
  const [busy, setBusy] = useState(false);
  const begin = async (body: Asked) => {
    setBusy(true);
    try {
      const run = await desk.api.startBulkRun(body);
      client.setQueryData<BulkRun[]>(keys.bulkRuns(desk.workspaceId), (known = []) => [
        run,
        ...known.filter((each) => each.id !== run.id),
      ]);
      setAsked(undefined);
      onBegun();
    } catch (thrown) {
      report(thrown);
    } finally {
      setBusy(false);
    }
  };
  const { bulk } = words.desk;
  return {
    busy,
    /** The id is made here, so that two clicks on the button begin one run. */
    ask: (choice: BulkChoice, patch: ConversationPatch) => setAsked({ id: uuidv7(), choice, patch }),
    dialog: (
      <Dialog
        open={asked !== undefined}
        onClose={() => setAsked(undefined)}
        title={bulk.everythingTitle}
        description={bulk.everythingText}
      >
        <div className="flex justify-end gap-2">
          <Button onClick={() => setAsked(undefined)}>{words.common.cancel}</Button>
          <Button look="primary" busy={busy} onClick={() => asked && void begin(asked)}>
            {bulk.everythingGo}
          </Button>
        </div>
      </Dialog>
    ),
  };
}
