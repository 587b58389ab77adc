import type { ImportRow, SnippetImport } from '@causerie/protocol';
import { useQueryClient } from '@tanstack/react-query';
import { keys } from '../api/keys.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { ImportFileDialog } from '../settings/ImportFileDialog.tsx';
import { errorText } from '../words/errorText.ts';
import { useWords } from '../words/WordsProvider.tsx';

const looks: Record<ImportRow['action'], string> = {
  create: 'bg-good-soft text-good-ink',
  update: 'bg-accent-soft text-accent-ink',
  same: 'bg-sunken text-soft',
  error: 'bg-bad-soft text-bad-ink',
};

/** Snippets from a table or a file of ours. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const words = useWords();
  const { transfer } = words.snippets;
  const { snippets, workspaceId } = useDesk();
  const queryClient = useQueryClient();
  const read = async (chosen: File) => {
    const file: SnippetImport = {
      format: /\.json$/i.test(chosen.name) ? 'json' : 'csv',
      text: await chosen.text(),
    };
    const { rows } = await snippets.import(file);
    const apply = async () => {
      await snippets.import({ ...file, apply: true });
      await queryClient.invalidateQueries({ queryKey: keys.snippets(workspaceId) });
      await queryClient.invalidateQueries({ queryKey: keys.macros(workspaceId) });
    };
    return { rows, apply };
  };
  return (
    <ImportFileDialog<ImportRow>
      words={transfer}
      accept=".csv,.json,text/csv,application/json"
      looks={looks}
      changing={['create', 'update']}
      subject={transfer.name}
      subjectOf={(row) => row.name}
      read={read}
      problemOf={(error) =>
        error.code === 'invalid_value' ? `${transfer.unreadable} ${error.message}` : errorText(words, error)
      }
      onClose={onClose}
    />
  );
}
