import { escapeHtml } from '../../lib/escapeHtml.ts';

/** The same, with its line breaks. */
export const paragraphs = (text: string): string => escapeHtml(text).replaceAll('\n', '<br>');

export type Layout = {
  language: string;
  colour: string;
  title: string;
  body: string;
  button?: { label: string; url: string };
  footer: string;
};

/** One quiet frame for every mail: tables and inline styles, since mail programs know little else. */
export function layoutHtml({ language, colour, title, body, button, footer }: Layout): string {
  const action = button
    ? `<p style="margin:24px 0"><a href="${escapeHtml(button.url)}" style="background:${colour};color:#ffffff;padding:12px 20px;border-radius:8px;text-decoration:none;display:inline-block;font-weight:600">${escapeHtml(button.label)}</a></p>`
    : '';
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title></head>
<body style="margin:0;background:#f6f5f3;font-family:Inter,system-ui,-apple-system,'Segoe UI',sans-serif;color:#26242e">
<table role="presentation" width="100%" cellspacing="0" cellpadding="0"><tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="560" cellspacing="0" cellpadding="0" style="max-width:560px;width:100%;background:#ffffff;border:1px solid #e6e3de;border-radius:12px">
<tr><td style="padding:28px 28px 8px;font-size:15px;line-height:1.55">
<h1 style="margin:0 0 16px;font-size:18px;line-height:1.3">${escapeHtml(title)}</h1>${body}${action}</td></tr>
<tr><td style="padding:12px 28px 24px;font-size:13px;line-height:1.5;color:#6b6775">${paragraphs(footer)}</td></tr>
</table></td></tr></table></body></html>`;
}
