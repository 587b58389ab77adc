import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.ts';

/**
 * `npm run dev`: the server restarts when its files change, the console reloads in place on http://localhost:4181,
 * the widget is rebuilt on change. Uses the demo's company in a data folder of its own.
 */
const root = fileURLToPath(new URL('..', import.meta.url));
const port = process.env.PORT ?? '4300';
const env = {
  ...process.env,
  PORT: port,
  CAUSERIE_DEMO: '1',
  CAUSERIE_DATA: process.env.CAUSERIE_DATA ?? join(root, '.data', 'dev'),
  CAUSERIE_SERVER: `http://localhost:${port}`,
};

await build();
const children: ChildProcess[] = [
  start('node', ['--watch', 'server/src/main.ts']),
  start('npm', ['run', '--silent', 'dev', '-w', 'console']),
  start('npx', [
    'vite',
    'build',
    '--watch',
    'widget',
    '--config',
    'widget/vite.config.ts',
    '--emptyOutDir=false',
  ]),
];
console.log('Console with reload: http://localhost:4181');
process.on('SIGINT', () => {
  for (const child of children) child.kill('SIGINT');
});

function start(command: string, args: string[]): ChildProcess {
  return spawn(command, args, { cwd: root, stdio: 'inherit', env });
}
