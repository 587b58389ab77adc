import { useState } from 'preact/hooks';

/** `Amélie Durand` -> `AD`. */
const initials = (name: string) =>
  name
    .split(/\s+/)
    .filter(Boolean)
    .map((part) => [...part][0] ?? '')
    .filter((_, i, all) => i === 0 || i === all.length - 1)
    .join('')
    .toUpperCase();

/** A face, or the initials where there is none or it does not load. The name stands beside it, so it is decoration. */
export function Avatar({ name, url }: { name: string; url?: string }) {
  const [broken, setBroken] = useState(false);
  return (
    <span class="avatar" aria-hidden="true">
      {url && !broken ? <img src={url} alt="" onError={() => setBroken(true)} /> : initials(name)}
    </span>
  );
}
