import type { Webhook } from '@causerie/protocol';
import { cx } from '../ui/cx.ts';
import { useFormats, useWords } from '../words/WordsProvider.tsx';

/** How a webhook fares, in a word and a colour. */
export function WebhookState({ webhook }: { webhook: Webhook }) {
  const words = useWords().webhooks;
  const formats = useFormats();
  const [text, look] = webhook.paused
    ? [words.paused, webhook.pausedBecause === 'person' ? 'bg-sunken text-soft' : 'bg-bad-soft text-bad-ink']
    : webhook.failingSince
      ? [words.failing(formats.ago(Date.parse(webhook.failingSince))), 'bg-warn-soft text-warn-ink']
      : webhook.lastSuccessAt
        ? [words.working, 'bg-good-soft text-good-ink']
        : [words.fresh, 'bg-sunken text-soft'];
  return (
    <span className="flex items-center gap-2 text-xs">
      {webhook.queued > 0 && <span className="text-faint">{words.queued(webhook.queued)}</span>}
      <span className={cx('rounded-full px-2 py-0.5 font-medium', look)}>{text}</span>
    </span>
  );
}
