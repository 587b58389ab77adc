import { Avatar } from '../view/Avatar.tsx';
import { useMessengerState } from '../view/context.ts';
import { useWords } from '../words/words.ts';

export function Typing({ typing }: { typing: readonly { kind: string; name?: string }[] }) {
  const words = useWords();
  const company = useMessengerState((s) => s.inbox?.companyName) ?? '';
  const first = typing[0];
  if (!first) return null;
  const name = first.name ?? company;
  return (
    <div class="group theirs typing">
      <Avatar name={name} />
      <span class="bubble" role="img" aria-label={words.isTyping(name)}>
        <i />
        <i />
        <i />
      </span>
    </div>
  );
}
