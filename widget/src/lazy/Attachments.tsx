import type { Attachment } from '../composer/contents.ts';
import { addStyle } from '../view/addStyle.ts';
import { Icon } from '../view/Icon.tsx';
import { IconButton } from '../view/IconButton.tsx';
import type { Words } from '../words/en.ts';
import { useWords } from '../words/words.ts';
import css from './attachments.css?inline';
import { lateIcons } from './lateIcons.ts';

addStyle(css);

type Props = {
  attachments: readonly Attachment[];
  onRemove(attachment: Attachment): void;
  onRetry(attachment: Attachment): void;
};

const reasons: Record<string, keyof Words & ('tooLarge' | 'typeRefused')> = {
  too_large: 'tooLarge',
  file_type_not_allowed: 'typeRefused',
  file_unreadable: 'typeRefused',
};

export function Attachments({ attachments, onRemove, onRetry }: Props) {
  const words = useWords();
  return (
    <ul class="attachments">
      {attachments.map((a) => {
        const name = a.voice ? words.voiceMessage : a.name;
        const percent = Math.round(a.share * 100);
        return (
          <li key={a.key} class={a.failed ? 'attachment failed' : 'attachment'}>
            <Icon name={a.failed ? lateIcons.alert : a.voice ? 'mic' : lateIcons.file} />
            <span class="attachment-text">
              <bdi>{name}</bdi>
              {a.failed ? (
                <small role="alert">{words[reasons[a.failed] ?? 'uploadFailed']}</small>
              ) : (
                !a.stored && (
                  <progress max="100" value={percent} aria-label={words.uploading(name, percent)} />
                )
              )}
            </span>
            {a.failed && !reasons[a.failed] && (
              <button type="button" class="link" onClick={() => onRetry(a)}>
                {words.tryAgain}
              </button>
            )}
            <IconButton icon="close" label={words.cancelUpload(name)} onClick={() => onRemove(a)} />
          </li>
        );
      })}
    </ul>
  );
}
