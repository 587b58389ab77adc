import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const root = fileURLToPath(new URL('..', import.meta.url));
const bundled = ['console', 'widget'];

/** Builds console and widget where their sources have changed since, and compresses the result once for all readers. */
export async function build(options: { force?: boolean; only?: string } = {}): Promise<void> {
  const names = bundled.filter((name) => !options.only || name === options.only);
  await Promise.all(names.map((name) => buildPackage(name, options.force ?? false)));
}

async function buildPackage(name: string, force: boolean): Promise<void> {
  const stamp = join(root, name, 'dist', '.sources');
  const sources = hashOf([name, 'client', 'protocol', 'package-lock.json']);
  if (!force && existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return;
  console.log(`Building the ${name} ...`);
  await run('npm', ['run', '--silent', 'build', '-w', name]);
  await Promise.all(listFiles(join(root, name, 'dist')).map(compress));
  writeFileSync(stamp, sources);
}

function hashOf(names: string[]): string {
  const hash = createHash('sha256');
  for (const file of names.flatMap((name) => listFiles(join(root, name))))
    hash.update(relative(root, file)).update(readFileSync(file));
  return hash.digest('hex');
}

function listFiles(path: string): string[] {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .filter((name) => !['node_modules', 'dev', 'test', 'test-results'].includes(name))
    .filter((name) => name !== 'dist' || path.endsWith('dist'))
    .sort()
    .flatMap((name) => listFiles(join(path, name)));
}

async function compress(file: string): Promise<void> {
  if (!/\.(js|css|html|svg|json)$/.test(file)) return;
  const bytes = readFileSync(file);
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };
  writeFileSync(`${file}.br`, await promisify(brotliCompress)(bytes, quality));
  writeFileSync(`${file}.gz`, await promisify(gzip)(bytes, { level: 9 }));
}

function run(command: string, args: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (data) => (output += data));
    child.stderr.on('data', (data) => (output += data));
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`${command} ${args.join(' ')} failed:\n${output}`)),
    );
  });
}

if (import.meta.main) await build({ force: !process.argv.includes('--if-needed') });
