import type { Plugin, Rolldown } from 'vite';

/**
 * Browsers remember for the life of a page that a module could not be fetched (Chromium since 150; WHATWG HTML, module map):
 * one `import()` at a bad moment would end a late part, and all that shares a file with it, for good. Two ways round it, by
 * what the parts are like. Both rewrite each `import()` of a built file.
 */

const lateImport = /\bimport\(([`"'])\.\/([^`"']+)\.js\1\)/g;

function rewriting(name: string, rewrite: (part: string, bundle: Rolldown.OutputBundle) => string): Plugin {
  return {
    name,
    enforce: 'post',
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle))
        if (file.type === 'chunk')
          file.code = file.code.replace(lateImport, (_all, _quote, part: string) => rewrite(part, bundle));
    },
  };
}

/**
 * For parts that are one file each: every `import()` asks `globalThis.partAt`, which whoever loads parts defines, for the
 * address by the file's name without `./` and `.js`: that file, until it has been seen to fail.
 */
export const askAnew = rewriting('ask-anew', (part) => `import(partAt(\`${part}\`))`);

/**
 * For parts that share files: every `import()` becomes `globalThis.importPart(files)`, which fetches all the files that the
 * part needs, the part itself first, beside those of the page's own beginning. What `fetch` fails to get is not remembered,
 * and what it gets is in the browser's cache when it is imported.
 */
export const fetchFirst = rewriting('fetch-first', (part, bundle) => {
  const atFirst = new Set<string>();
  for (const file of Object.values(bundle))
    if (file.type === 'chunk' && file.isEntry) needs(file.fileName, bundle, atFirst);
  const files = [...needs(`assets/${part}.js`, bundle)].filter((file) => !atFirst.has(file));
  return `importPart(${JSON.stringify(files.map((file) => file.replace(/^assets\//, './')))})`;
});

/** A file and all that it imports, directly or not. */
function needs(file: string, bundle: Rolldown.OutputBundle, found = new Set<string>()): Set<string> {
  const chunk = bundle[file];
  if (found.has(file) || chunk?.type !== 'chunk') return found;
  found.add(file);
  for (const next of chunk.imports) needs(next, bundle, found);
  return found;
}
