import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useWords } from '../words/WordsProvider.tsx';
import { Button } from './Button.tsx';

/** Copies `text` and says so for two seconds. */
export function CopyButton({ text, label }: { text: string; label?: string }) {
  const words = useWords();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <Button size="sm" onClick={() => copyText(text).then(() => setCopied(true))}>
      {copied ? <Check className="size-3.5 text-good-ink" /> : <Copy className="size-3.5" />}
      <span aria-live="polite">{copied ? words.common.copied : (label ?? words.common.copy)}</span>
    </Button>
  );
}

/** The clipboard, also where the page is not served over HTTPS (self-hosted in an intranet). */
export async function copyText(text: string): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const area = document.createElement('textarea');
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand('copy');
  area.remove();
}
