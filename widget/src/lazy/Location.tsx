import type { ViewProps } from '../content/ContentView.tsx';
import { Icon } from '../view/Icon.tsx';
import { useWords } from '../words/words.ts';
import './Files.tsx';
import { lateIcons } from './lateIcons.ts';
import { useLateWords } from './lateWords.ts';

/** A link to a map, not a map: showing tiles would tell a third party where the visitor is. */
export function LocationView({ content }: ViewProps<'location'>) {
  const words = useWords();
  const late = useLateWords();
  const { latitude, longitude, name, address } = content;
  const url = `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=16/${latitude}/${longitude}`;
  return (
    <div class="bubble">
      <a class="file" href={url} target="_blank" rel="noopener noreferrer">
        <span class="file-sign">
          <Icon name={lateIcons.pin} />
        </span>
        <span class="file-text" dir="auto">
          <span>{name ?? words.location}</span>
          <small>{address ?? `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`}</small>
          <small class="action">{late.openMap}</small>
        </span>
      </a>
    </div>
  );
}
