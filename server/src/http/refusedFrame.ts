import { createHash } from 'node:crypto';
import { escapeHtml } from '../lib/escapeHtml.ts';

/** Tells the loader to hide its launcher, and whoever built the page why. */
const script = `
const query = new URLSearchParams(location.search);
const nonce = new URLSearchParams(location.hash.slice(1)).get('nonce');
console.warn('Causerie: ' + document.body.innerText);
if (parent !== window)
  parent.postMessage({ look: { position: 'no' }, nonce }, query.get('origin') ?? '*');
`;
const hash = createHash('sha256').update(script).digest('base64');

/** May be shown anywhere: it says no more than the refusal itself. */
export const refusedFramePolicy = `default-src 'none'; script-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors *`;

/** What a page gets in place of the messenger that it may not show. */
export const refusedFrame = (because: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Chat</title></head><body>${escapeHtml(because)}<script>${script}</script></body></html>`;
