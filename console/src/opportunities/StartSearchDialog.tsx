import { uuidv7 } from '@causerie/client';
import { useState } from 'react';
import { FormError } from '../account/FormError.tsx';
import { useSubmit } from '../account/useSubmit.ts';
import { isSpan, lastYear, orderOf } from '../automation/pastSpan.ts';
import { SpanFields } from '../automation/SpanFields.tsx';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { SelectField } from '../ui/Field.tsx';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import { useRefreshOpportunities } from './useOpportunities.ts';

/** Those in which questions are told from other sentences without their mark. */
const languages = ['en', 'fr', 'es', 'de', 'it', 'pt', 'nl', 'ar', 'zh', 'ja'];

/** Which past conversations are searched. */
export function StartSearchDialog({ onClose }: { onClose: () => void }) {
  const words = useWords();
  const { start } = words.opportunities;
  const formats = useFormats();
  const { finding } = useDesk();
  const refresh = useRefreshOpportunities();
  const [span, setSpan] = useState(lastYear);
  const [language, setLanguage] = useState('');
  // One id for all tries of this order: a repeat makes no second search.
  const [id] = useState(uuidv7);
  const [tried, setTried] = useState(false);
  const { busy, error, onSubmit } = useSubmit(async () => {
    setTried(true);
    if (!isSpan(span)) return;
    await finding.search({
      id,
      ...orderOf(span),
      ...(language && { languages: [language] }),
      utcOffsetMinutes: -new Date().getTimezoneOffset(),
    });
    await refresh();
    onClose();
  });
  return (
    <Dialog open onClose={onClose} title={start.title} description={start.text}>
      <form onSubmit={onSubmit} noValidate className="flex flex-col gap-4">
        <SpanFields span={span} problem={tried && !isSpan(span)} onSpan={setSpan} />
        <SelectField
          label={start.language}
          value={language}
          options={[
            { value: '', label: start.anyLanguage },
            ...languages
              .map((tag) => ({ value: tag, label: formats.languageName(tag) }))
              .toSorted((a, b) => a.label.localeCompare(b.label, formats.locale)),
          ]}
          onValue={setLanguage}
        />
        <FormError text={error} />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{words.common.cancel}</Button>
          <Button type="submit" look="primary" busy={busy}>
            {start.submit}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
