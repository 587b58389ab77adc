import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The arrows of ARCHITECTURE.md: which folder may import which. Run by `npm run check`; prints every import that goes
 * against them, every import cycle, and every file that is too long, and then exits with 1.
 */
const root = fileURLToPath(new URL('..', import.meta.url));

/** Packages and what of ours they may import. `types`: only `import type`, so that nothing of it reaches a browser. */
const packages: Record<string, { code: string[]; types: string[] }> = {
  protocol: { code: [], types: [] },
  client: { code: [], types: ['protocol'] },
  server: { code: ['protocol'], types: [] },
  console: { code: ['client'], types: ['protocol'] },
  widget: { code: ['client'], types: ['protocol'] },
  demo: { code: [], types: [] },
  bench: { code: ['client', 'protocol', 'server'], types: [] },
  e2e: { code: ['client', 'protocol', 'server'], types: [] },
};

const base = ['lib', 'errors.ts'];
/** Folders (and files) of server/src and what they may import beside themselves. */
const serverParts: Record<string, string[]> = {
  lib: [],
  'errors.ts': [],
  'config.ts': ['lib'],
  db: base,
  engines: base,
  watch: base,
  channels: base,
  core: [...base, 'engines', 'db'],
  presenters: [...base, 'core', 'engines', 'db'],
  http: [...base, 'core', 'engines', 'presenters', 'config.ts', 'db', 'watch'],
  realtime: [...base, 'core', 'presenters', 'watch'],
  jobs: [...base, 'core', 'channels', 'db', 'watch'],
};
/** They know every part: that is what they are for. */
const composers = ['main.ts', 'compose.ts', 'watchDatabase.ts', 'testing', 'demo', 'cli'];

type Import = { from: string; to: string; typeOnly: boolean };

const problems: string[] = [];
const sources = Object.keys(packages).flatMap((name) => listSources(join(root, name)));
const imports = sources.flatMap(readImports);

for (const found of imports) checkArrow(found);
for (const cycle of findCycles(imports.filter((i) => !i.typeOnly)))
  problems.push(`import cycle: ${cycle.join(' -> ')}`);
for (const file of sources) checkLength(file);

for (const problem of problems) console.error(problem);
console.log(
  `${sources.length} files, ${imports.length} imports, ${problems.length} against the architecture`,
);
process.exit(problems.length > 0 ? 1 : 0);

function listSources(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    if (['node_modules', 'dist', 'test-results', 'playwright-report'].includes(name)) return [];
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return listSources(path);
    // How a package is built is no part of it, and may use what builds the others.
    return /\.tsx?$/.test(name) && !name.endsWith('.d.ts') && name !== 'vite.config.ts' ? [path] : [];
  });
}

function readImports(file: string): Import[] {
  const text = readFileSync(file, 'utf8');
  const pattern =
    /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;
  return [...text.matchAll(pattern)].flatMap((match) => {
    const specifier = match[2] ?? match[3] ?? '';
    const typeOnly = match[1] !== undefined;
    if (specifier.startsWith('@causerie/')) return [{ from: file, to: specifier, typeOnly }];
    if (specifier.startsWith('.')) return [{ from: file, to: resolve(dirname(file), specifier), typeOnly }];
    return [];
  });
}

function checkArrow({ from, to, typeOnly }: Import): void {
  const fromPath = relative(root, from);
  const [fromPackage] = fromPath.split('/') as [string];
  const toPackage = to.startsWith('@causerie/') ? to.split('/')[1]! : relative(root, to).split('/')[0]!;
  // The demo's data are shaped by the demo; the part of the server that shows it reads them.
  if (toPackage === 'demo' && fromPath.startsWith('server/src/demo/')) return;
  const isTest = /\.test\.tsx?$|(^|\/)test\//.test(fromPath);
  if (toPackage !== fromPackage) {
    const { code, types } = packages[fromPackage]!;
    const allowed =
      code.includes(toPackage) ||
      (types.includes(toPackage) && (typeOnly || isTest)) ||
      (isTest && toPackage === 'protocol');
    if (!allowed)
      problems.push(`${fromPath} imports ${toPackage}${typeOnly ? '' : ' (as code)'}: against the arrows`);
    return;
  }
  if (fromPackage === 'server' && !isTest && !to.startsWith('@'))
    checkServerArrow(fromPath, relative(root, to));
}

function checkServerArrow(fromPath: string, toPath: string): void {
  const [from, to] = [partOf(fromPath), partOf(toPath)];
  if (from === undefined || to === undefined || from === to || composers.includes(from)) return;
  if (!serverParts[from]?.includes(to))
    problems.push(`${fromPath} imports ${toPath}: ${from} may not know ${to}`);
}

/** `server/src/core/x.ts` -> `core`. */
function partOf(path: string): string | undefined {
  return /^server\/src\/([^/]+)/.exec(path)?.[1];
}

function findCycles(all: Import[]): string[][] {
  const next = new Map<string, string[]>();
  for (const { from, to } of all) next.set(from, [...(next.get(from) ?? []), to]);
  const state = new Map<string, 'open' | 'done'>();
  const cycles: string[][] = [];
  const visit = (file: string, path: string[]): void => {
    if (state.get(file) === 'done') return;
    if (state.get(file) === 'open') {
      cycles.push([...path.slice(path.indexOf(file)), file].map((f) => relative(root, f)));
      return;
    }
    state.set(file, 'open');
    for (const to of next.get(file) ?? []) visit(to, [...path, file]);
    state.set(file, 'done');
  };
  for (const file of next.keys()) visit(file, []);
  return cycles;
}

/** A long file wants a reason, said in its first lines with the words "long because". */
function checkLength(file: string): void {
  const text = readFileSync(file, 'utf8');
  const lines = text.split('\n').length;
  const excused =
    /\.(test|spec)\.tsx?$|\/demo\/data\//.test(file) || /long because/i.test(text.slice(0, 2000));
  if (lines > 300 && !excused)
    problems.push(
      `${relative(root, file)} has ${lines} lines: more than 300 wants a reason ("long because ...")`,
    );
}
