import type { Contact, MergePreview } from '@causerie/protocol';
import { useQuery } from '@tanstack/react-query';
import { toAppError } from '../api/AppError.ts';
import { useFieldText } from '../fields/useFieldText.ts';
import { useDesk } from '../realtime/DeskProvider.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { errorText } from '../words/errorText.ts';
import { useFormats, useWords } from '../words/WordsProvider.tsx';

const shownParts = ['name', 'email', 'phone', 'company', 'city', 'country', 'language', 'timeZone'] as const;

/** What a merge gives: each value, whose it is, and what is given up for it. */
export function MergePreviewView({ contact, from }: { contact: Contact; from: Contact }) {
  const words = useWords();
  const desk = useDesk();
  const { data, error } = useQuery({
    queryKey: ['merge-preview', desk.workspaceId, contact.id, from.id],
    queryFn: () => desk.api.mergePreview(contact.id, from.id),
    staleTime: 0,
  });
  if (error) {
    return (
      <p role="alert" className="text-sm text-bad-ink">
        {errorText(words, toAppError(error))}
      </p>
    );
  }
  if (!data) return <Skeleton className="h-32 w-full" />;
  return (
    <>
      <h3 className="mb-1 text-xs font-medium text-faint">{words.contacts.merge.preview}</h3>
      <dl className="rounded-md border border-line">
        <Lines preview={data} />
      </dl>
      <p className="mt-2 text-sm text-soft">
        {words.contacts.merge.moves(data.conversations, data.identities)}
      </p>
    </>
  );
}

function Lines({ preview }: { preview: MergePreview }) {
  const words = useWords();
  const fieldText = useFieldText('contact');
  const formats = useFormats();
  const { contact, taken, dropped } = preview;
  const shown = (part: string, value: string) =>
    part === 'language'
      ? formats.languageName(value)
      : part === 'country' && /^[A-Z]{2}$/.test(value)
        ? formats.regionName(value)
        : value;
  const own = Object.entries(contact.fields).map(([key, value]) => {
    const { label, shown } = fieldText(key);
    return { property: `field.${key}`, label, value: shown(value) };
  });
  const profile = shownParts.flatMap((part) =>
    contact[part]
      ? [{ property: part as string, label: words.contact.fields[part], value: shown(part, contact[part]) }]
      : [],
  );
  return [...profile, ...own].map(({ property, label, value }) => {
    const given = dropped.find((each) => each.property === property);
    return (
      <div
        key={property}
        className="grid grid-cols-[8rem_1fr] gap-2 border-b border-line px-3 py-1.5 text-sm last:border-b-0 max-md:grid-cols-[5.5rem_1fr]"
      >
        <dt className="truncate text-faint">{label}</dt>
        <dd className="min-w-0 wrap-anywhere">
          <span>{value}</span>
          {taken.includes(property) && (
            <span className="ms-2 text-xs text-good-ink">{words.contacts.merge.taken}</span>
          )}
          {given && (
            <span className="ms-2 text-xs text-faint">
              {words.contacts.merge.dropped(shown(property, given.value))}
            </span>
          )}
        </dd>
      </div>
    );
  });
}
