import type { Plugin } from 'vite';

/**
 * Browsers remember for the life of a page that a module could not be fetched (Chromium since 150; WHATWG HTML, module map),
 * so that a late part which failed once can only come under another address. Each `import()` of a built file asks
 * `globalThis.partAt`, which whoever loads parts defines, for the address by the file's name
 * without `./` and `.js`: that file, until it has been seen to fail.
 */
export const askAnew: Plugin = {
  name: 'ask-anew',
  enforce: 'post',
  generateBundle(_options, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.type !== 'chunk') continue;
      file.code = file.code.replace(/\bimport\(([`"'])\.\/([^`"']+)\.js\1\)/g, 'import(partAt(`$2`))');
    }
  },
};
