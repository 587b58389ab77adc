import type { ContentOf } from '@causerie/protocol';
import { ClipboardList } from 'lucide-react';
import { useWords } from '../words/WordsProvider.tsx';
import { Markdown } from './Markdown.tsx';

/** The questions that the customer was asked. */
export function FormView({ content }: { content: ContentOf<'form'> }) {
  const words = useWords().thread.content;
  return (
    <div className="flex min-w-52 flex-col gap-1.5">
      <p className="flex items-center gap-2 text-sm font-semibold">
        <ClipboardList className="size-4 shrink-0" aria-hidden="true" />
        {content.title}
      </p>
      {content.text && <Markdown text={content.text} />}
      <ul className="flex flex-col gap-1">
        {content.fields.map((field) => (
          <li
            key={field.id}
            className="rounded-md border border-line bg-surface px-2.5 py-1 text-sm text-soft"
          >
            {field.label}
            {field.required && <span className="ms-1.5 text-xs text-faint">({words.required})</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}

export function FormAnswerView({ content }: { content: ContentOf<'form_answer'> }) {
  const words = useWords().thread.content;
  return (
    <div className="flex min-w-52 flex-col gap-2">
      <p className="flex items-center gap-2 text-xs font-medium text-soft">
        <ClipboardList className="size-3.5 shrink-0" aria-hidden="true" />
        {words.answers}
      </p>
      <dl className="flex flex-col gap-1.5">
        {content.answers.map((answer) => (
          <div key={answer.fieldId}>
            <dt className="text-xs text-soft">{answer.label}</dt>
            <dd className="break-words whitespace-pre-wrap [overflow-wrap:anywhere]">{answer.value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
