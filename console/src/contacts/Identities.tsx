import type { Identity } from '@causerie/protocol';
import { AtSign, BadgeCheck, Fingerprint, Monitor, Phone } from 'lucide-react';
import { useWords } from '../words/WordsProvider.tsx';

const signs = { visitor: Monitor, user: Fingerprint, email: AtSign, phone: Phone };

/** Where the contact can be reached or recognised; only what is proven bears the mark. */
export function Identities({ identities }: { identities: Identity[] }) {
  const words = useWords().contact;
  return (
    <ul className="flex flex-col gap-1">
      {identities.map((identity) => {
        const Sign = signs[identity.kind];
        return (
          <li key={identity.id} className="flex items-center gap-2">
            <Sign className="size-3.5 shrink-0 text-faint" aria-hidden="true" />
            <span className="sr-only">{words.kinds[identity.kind]}</span>
            <span className="min-w-0 flex-1 truncate" title={identity.address}>
              {identity.kind === 'visitor'
                ? `${words.kinds.visitor} ${identity.address.slice(-6)}`
                : identity.address}
            </span>
            {/* A browser proves nothing but itself: the mark is for addresses. */}
            {identity.kind === 'visitor' ? null : identity.verified ? (
              <span className="flex items-center gap-1 text-xs text-good-ink">
                <BadgeCheck className="size-3.5" aria-hidden="true" />
                {words.verified}
              </span>
            ) : (
              <span className="text-xs text-faint" title={words.unverifiedHint}>
                {words.unverified}
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
