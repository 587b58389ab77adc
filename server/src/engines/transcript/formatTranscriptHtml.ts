import { escapeHtml } from '../../lib/escapeHtml.ts';
import type { Transcript, TranscriptLine } from './transcript.ts';

/** Nothing is loaded and nothing runs, whatever somebody may have written. */
const policy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'";

const style = `
  :root { color-scheme: light; }
  body { font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; color: #211e1a; max-width: 44rem; margin: 2rem auto; padding: 0 1rem; }
  h1 { font-size: 1.4rem; margin: 0 0 .25rem; }
  header { border-bottom: 1px solid #e7e2db; padding-bottom: 1rem; margin-bottom: 1rem; color: #57514a; }
  header h1 { color: #211e1a; }
  p { margin: 0; }
  h2 { font-size: .8rem; font-weight: 600; color: #6c655d; text-align: center; margin: 1.5rem 0 .5rem; }
  .event { text-align: center; font-size: .8rem; color: #6c655d; margin: .5rem 0; }
  article { margin: .75rem 0; break-inside: avoid; max-width: 85%; }
  article.ours { margin-inline-start: auto; }
  .by { font-size: .8rem; color: #6c655d; }
  .by b { color: #57514a; }
  .text { white-space: pre-wrap; overflow-wrap: anywhere; background: #f2efeb; border-radius: 10px; padding: .5rem .8rem; }
  .ours .text { background: #ebeaf9; }
  .note .text { background: #fdf4da; border: 1px dashed #ecd9a2; }
  .file { font-size: .85rem; color: #57514a; }
  img { max-width: 100%; max-height: 18rem; border-radius: 8px; display: block; margin-top: .25rem; }
  footer { border-top: 1px solid #e7e2db; margin-top: 2rem; padding-top: .75rem; font-size: .8rem; color: #6c655d; }
  @media print { body { margin: 0; max-width: none; } .text { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }`;

/** One page that needs nothing else: styles and small pictures are in it, scripts are not. */
export function formatTranscriptHtml({ title, facts, lines, language, closing }: Transcript): string {
  return `<!doctype html>
<html lang="${escapeHtml(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
<header>
<h1 dir="auto">${escapeHtml(title)}</h1>
${facts.map((fact) => `<p dir="auto">${escapeHtml(fact)}</p>`).join('\n')}
</header>
<main>
${lines.map(formatLine).join('\n')}
</main>
<footer>${escapeHtml(closing)}</footer>
</body>
</html>
`;
}

function formatLine(line: TranscriptLine): string {
  if (line.kind === 'day') return `<h2>${escapeHtml(line.text)}</h2>`;
  if (line.kind === 'event') return `<p class="event">${escapeHtml(line.text)}</p>`;
  const kinds = `${line.theirs ? 'theirs' : 'ours'}${line.kind === 'note' ? ' note' : ''}`;
  // Made by us from bytes that we have checked, but what goes into an attribute is escaped all the same.
  const picture = line.picture ? `<img alt="" src="${escapeHtml(line.picture)}">` : '';
  const file = line.file ? `<p class="file">📎 ${escapeHtml(line.file)}</p>` : '';
  return `<article class="${kinds}">
<p class="by"><b dir="auto">${escapeHtml(line.author)}</b> · ${escapeHtml(line.time)}</p>
<div class="text" dir="auto">${escapeHtml(line.text)}${file}${picture}</div>
</article>`;
}
