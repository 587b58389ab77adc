import type { ContentOf } from '@causerie/protocol';
import { MapPin } from 'lucide-react';
import { useWords } from '../words/WordsProvider.tsx';

/** A link to OpenStreetMap, not a map: nothing is loaded from another site without being asked for. */
export function LocationView({ content }: { content: ContentOf<'location'> }) {
  const words = useWords().thread.content;
  const { latitude, longitude, name, address } = content;
  const place = `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;
  return (
    <a
      href={`https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=16/${latitude}/${longitude}`}
      target="_blank"
      rel="noopener noreferrer"
      className="flex w-64 max-w-full items-start gap-2.5 rounded-lg border border-line bg-surface p-2.5 hover:bg-hover"
    >
      <MapPin className="mt-0.5 size-4.5 shrink-0 text-accent-ink" aria-hidden="true" />
      <span className="min-w-0">
        <span className="block text-sm font-medium">{name ?? words.location}</span>
        <span className="tabular block text-xs text-soft">{address ?? place}</span>
        <span className="mt-1 block text-xs font-medium text-accent-ink">{words.showMap}</span>
      </span>
    </a>
  );
}
