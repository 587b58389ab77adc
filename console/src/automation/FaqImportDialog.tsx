import type { FaqImportRow } from '@causerie/protocol';
import { useQueryClient } from '@tanstack/react-query';
import { keys } from '../api/keys.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { ImportFileDialog } from '../settings/ImportFileDialog.tsx';
import { errorText } from '../words/errorText.ts';
import { useWords } from '../words/WordsProvider.tsx';

const looks: Record<FaqImportRow['action'], string> = {
  faq: 'bg-good-soft text-good-ink',
  example: 'bg-accent-soft text-accent-ink',
  title: 'bg-accent-soft text-accent-ink',
  same: 'bg-sunken text-soft',
  error: 'bg-bad-soft text-bad-ink',
};

/** Examples from a file of lines with tabs. */
export function FaqImportDialog({ onClose }: { onClose: () => void }) {
  const words = useWords();
  const { transfer } = words.automation;
  const { automation, workspaceId } = useDesk();
  const queryClient = useQueryClient();
  const read = async (file: File) => {
    const text = await file.text();
    const { rows } = await automation.importFaqs({ text });
    const apply = async () => {
      await automation.importFaqs({ text, apply: true });
      await queryClient.invalidateQueries({ queryKey: keys.faqs(workspaceId) });
    };
    return { rows, apply };
  };
  return (
    <ImportFileDialog<FaqImportRow>
      words={transfer}
      accept=".tsv,.txt,text/tab-separated-values,text/plain"
      looks={looks}
      changing={['faq', 'example', 'title']}
      subject={transfer.faq}
      subjectOf={(row) => row.faq}
      read={read}
      problemOf={(error) =>
        error.code === 'invalid_value'
          ? `${errorText(words, error)} ${error.message}`
          : errorText(words, error)
      }
      onClose={onClose}
    />
  );
}
