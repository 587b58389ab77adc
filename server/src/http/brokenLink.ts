import { createHash } from 'node:crypto';

const words = {
  en: {
    title: 'This link is not complete',
    text: 'Open it again from the e-mail, as a whole. You can also start a new chat on the company’s site; nothing that was said is lost.',
  },
  fr: {
    title: 'Ce lien est incomplet',
    text: 'Ouvrez-le de nouveau depuis l’e-mail, en entier. Vous pouvez aussi écrire depuis le site de l’entreprise ; rien de ce qui a été dit n’est perdu.',
  },
};

const style = `:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:26rem;margin:20vh auto;padding:0 1.5rem}h1{font-size:1.25rem}`;
const hash = createHash('sha256').update(style).digest('base64');

export const brokenLinkPolicy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** What a customer sees whose link has lost a part on the way: so much that it names no inbox whose messenger could say it. */
export function brokenLink(acceptLanguage: string | undefined): string {
  const language = /^\s*fr/i.test(acceptLanguage ?? '') ? 'fr' : 'en';
  const { title, text } = words[language];
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex"><title>${title}</title><style>${style}</style></head><body><main><h1>${title}</h1><p>${text}</p></main></body></html>`;
}
