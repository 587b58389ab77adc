import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { watch } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.ts';

/**
 * `npm run dev`: the server restarts when its files change, the console reloads in place on http://localhost:4181,
 * the widget is built anew on change. Uses the demo's company in a data folder of its own.
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
];
const ended = children.map((child) => once(child, 'exit'));
for (const folder of ['widget/src', 'client/src', 'protocol/src'])
  watch(join(root, folder), { recursive: true }, () => widgetChanged());
console.log('Console with reload: http://localhost:4181');
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    for (const child of children) child.kill(signal);
    void Promise.all(ended).then(() => process.exit(0));
  });

let timer: NodeJS.Timeout | undefined;
let building = Promise.resolve();

/** The whole of it, loader and compressed files too: the server sends those. One at a time, after the last key was pressed. */
function widgetChanged(): void {
  clearTimeout(timer);
  timer = setTimeout(() => {
    building = building
      .then(() => build({ only: 'widget' }))
      .then(
        () => console.log('The widget is new.'),
        (error) => console.error(String(error)),
      );
  }, 200);
}

function start(command: string, args: string[]): ChildProcess {
  return spawn(command, args, { cwd: root, stdio: 'inherit', env });
}
