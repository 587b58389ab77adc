import { addStyle } from '../view/addStyle.ts';
import { useMessenger, useMessengerState } from '../view/context.ts';
import { Icon } from '../view/Icon.tsx';
import type { Asking } from './Ask.tsx';
import { lateIcons } from './lateIcons.ts';
import { useLateWords } from './lateWords.ts';
import css from './menu.css?inline';

addStyle(css);

type Props = { canEnd: boolean; canTranscribe: boolean; onAsk(what: Asking): void; onDone(): void };

export function MenuList({ canEnd, canTranscribe, onAsk, onDone }: Props) {
  const late = useLateWords();
  const messenger = useMessenger();
  const sound = useMessengerState((s) => s.sound);
  const items = [
    {
      icon: lateIcons.sound,
      label: sound ? late.soundOff : late.soundOn,
      act: () => messenger.toggleSound(),
    },
    canTranscribe && { icon: lateIcons.mail, label: late.sendTranscript, act: () => onAsk('transcript') },
    canEnd && { icon: lateIcons.end, label: late.endChat, act: () => onAsk('end') },
  ];
  return (
    <ul class="menu-list">
      {items.map(
        (item) =>
          item && (
            <li key={item.label}>
              <button
                type="button"
                onClick={() => {
                  item.act();
                  onDone();
                }}
              >
                <Icon name={item.icon} />
                {item.label}
              </button>
            </li>
          ),
      )}
    </ul>
  );
}
