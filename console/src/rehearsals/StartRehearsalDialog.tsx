import { uuidv7 } from '@causerie/client';
import { useState } from 'react';
import { FormError } from '../account/FormError.tsx';
import { useSubmit } from '../account/useSubmit.ts';
import { isSpan, lastYear, orderOf } from '../automation/pastSpan.ts';
import { SpanFields } from '../automation/SpanFields.tsx';
import { useAllFaqs, useEmbeddings } from '../automation/useFaqs.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { SelectField } from '../ui/Field.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import { useRefreshRehearsals } from './useRehearsals.ts';

/** Past conversations to rehearse on, and which FAQs answer: all, those that are on, or one. */
export function StartRehearsalDialog({ onClose }: { onClose: () => void }) {
  const words = useWords();
  const { dialog } = words.rehearsals;
  const { finding } = useDesk();
  const refresh = useRefreshRehearsals();
  const faqs = useAllFaqs();
  const embeddings = useEmbeddings();
  const [span, setSpan] = useState(lastYear);
  const [which, setWhich] = useState('all');
  // One id for all tries of this order: a repeat makes no second rehearsal.
  const [id] = useState(uuidv7);
  const [tried, setTried] = useState(false);
  const on = faqs.data?.filter((faq) => faq.stage !== 'off').map((faq) => faq.id) ?? [];
  const noneOn = which === 'on' && on.length === 0;
  const { busy, error, onSubmit } = useSubmit(async () => {
    setTried(true);
    if (!isSpan(span) || noneOn) return;
    const faqIds = which === 'all' ? [] : which === 'on' ? on : [which];
    await finding.rehearse({ id, ...orderOf(span), faqIds });
    await refresh();
    onClose();
  });
  return (
    <Dialog open onClose={onClose} title={dialog.title} description={dialog.text}>
      <form onSubmit={onSubmit} noValidate className="flex flex-col gap-4">
        <SpanFields span={span} problem={tried && !isSpan(span)} onSpan={setSpan} />
        <SelectField
          label={dialog.faqs}
          value={which}
          error={tried && noneOn ? dialog.noneOn : null}
          options={[
            { value: 'all', label: dialog.all },
            { value: 'on', label: dialog.on },
            ...(faqs.data ?? [])
              .map((faq) => ({ value: faq.id, label: faq.title }))
              .toSorted((a, b) => a.label.localeCompare(b.label)),
          ]}
          onValue={setWhich}
        />
        {embeddings.data?.enabled && <p className="text-xs text-soft">{dialog.noEmbeddings}</p>}
        <FormError text={error} />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{words.common.cancel}</Button>
          <Button type="submit" look="primary" busy={busy}>
            {words.rehearsals.start}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
