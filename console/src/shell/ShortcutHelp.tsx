import { SEND_AND_RESOLVE } from '../messages/SendMenu.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Kbd } from '../ui/Kbd.tsx';
import { useWords } from '../words/WordsProvider.tsx';
import { type ShortcutId, shortcuts } from './shortcuts.ts';

/** Beside each other; the long group has a column of its own. */
const columns = [['list', 'everywhere'], ['conversation']] as const;

/** Every shortcut there is, by place. */
export function ShortcutHelp({ onClose }: { onClose: () => void }) {
  const { shell, desk } = useWords();
  const words = { ...shell.shortcuts, ...desk.shortcuts };
  const ids = Object.keys(shortcuts) as ShortcutId[];
  return (
    <Dialog open onClose={onClose} title={words.title} wide>
      <div className="grid gap-x-8 gap-y-5 md:grid-cols-2">
        {columns.map((groups) => (
          <div key={groups[0]} className="flex flex-col gap-5">
            {groups.map((group) => (
              <section key={group}>
                <h3 className="mb-1 text-xs font-medium text-faint">{words.groups[group]}</h3>
                <dl>
                  {ids
                    .filter((id) => shortcuts[id].group === group)
                    .map((id) => (
                      <Line key={id} text={words[id]} keys={shortcuts[id].keys} />
                    ))}
                  {group === 'conversation' && (
                    <>
                      <Line text={words.snippets} keys="/" />
                      <Line text={words.sendAndResolve} keys={SEND_AND_RESOLVE} />
                      <Line text={words.bold} keys="mod+b" />
                      <Line text={words.italic} keys="mod+i" />
                      <Line text={words.leave} keys="Esc" />
                    </>
                  )}
                </dl>
              </section>
            ))}
          </div>
        ))}
      </div>
    </Dialog>
  );
}

function Line({ text, keys }: { text: string; keys: string }) {
  const { after } = useWords().shell.shortcuts;
  return (
    <div className="flex items-center justify-between gap-4 border-b border-line py-1.5 text-sm last:border-0">
      <dt>{text}</dt>
      <dd className="flex items-center gap-1">
        <span className="sr-only">{keys}</span>
        {keys.split(' ').map((part, i) => (
          <span key={part} className="flex items-center gap-1">
            {i > 0 && <span className="text-2xs text-faint">{after}</span>}
            <Kbd keys={part} />
          </span>
        ))}
      </dd>
    </div>
  );
}
