import type { AuditEntry } from '@causerie/protocol';
import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { cx } from '../ui/cx.ts';
import { useFormats, useWords } from '../words/WordsProvider.tsx';
import { describeDevice } from './describeDevice.ts';

/** One thing that was done, as a sentence; it opens to show what changed and from where. */
export function AuditLine({ entry }: { entry: AuditEntry }) {
  const words = useWords();
  const formats = useFormats();
  const [open, setOpen] = useState(false);
  const { actor, action, target } = entry;
  const who = actor.kind === 'system' ? words.audit.system : (actor.name ?? words.audit.unknown);
  const isOwn = target?.kind === 'user' && target.id === actor.id;
  return (
    <li className="py-1.5">
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen((known) => !known)}
        className="flex w-full items-start gap-2 py-1 text-start text-sm"
      >
        <ChevronRight
          aria-hidden="true"
          className={cx('mt-0.5 size-4 shrink-0 text-faint transition-transform', open && 'rotate-90')}
        />
        <span className="min-w-0 flex-1">
          <span className="font-medium">{who}</span> {words.audit.actions[action] ?? action}{' '}
          {target && !isOwn && <span className="font-medium">{target.name ?? target.id}</span>}
        </span>
        <time dateTime={entry.at} className="shrink-0 text-xs text-faint">
          {formats.full(new Date(entry.at))}
        </time>
      </button>
      {open && <AuditDetail entry={entry} />}
    </li>
  );
}

function AuditDetail({ entry }: { entry: AuditEntry }) {
  const words = useWords().audit;
  const names = [...new Set([...Object.keys(entry.before ?? {}), ...Object.keys(entry.after ?? {})])];
  return (
    <div className="flex flex-col gap-3 ps-6 pb-2 text-xs">
      {names.length > 0 && (
        <table className="w-full table-fixed">
          <thead className="text-soft">
            <tr>
              <td className="w-32" />
              <th scope="col" className="pb-1 text-start font-medium">
                {words.before}
              </th>
              <th scope="col" className="pb-1 text-start font-medium">
                {words.after}
              </th>
            </tr>
          </thead>
          <tbody>
            {names.map((name) => (
              <tr key={name} className="border-t border-line align-top">
                <th scope="row" className="py-1 pe-2 text-start font-mono font-normal break-words">
                  {name}
                </th>
                <td className="py-1 pe-2 break-words text-soft">{format(entry.before?.[name])}</td>
                <td className="py-1 break-words">{format(entry.after?.[name])}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {(entry.ip || entry.userAgent) && (
        <p className="text-faint">
          {entry.ip && `${words.address} ${entry.ip}`}
          {entry.userAgent && ` · ${words.device} ${describeDevice(entry.userAgent) ?? entry.userAgent}`}
        </p>
      )}
    </div>
  );
}

function format(value: unknown): string {
  if (value === undefined || value === null || value === '') return '–';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
