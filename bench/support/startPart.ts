import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { atEnd } from './cleanUp.ts';

/** Another process of the benchmark: takes one request after another and answers each. */
export type Part = {
  pid: number;
  ask<Answer = void>(request: { do: string; [name: string]: unknown }): Promise<Answer>;
  stop(): Promise<void>;
};

/** Starts the file as a process of its own; it must call `answerRequests`. */
export function startPart(file: URL, nodeOptions: string[] = []): Part {
  const child: ChildProcess = fork(file, {
    execArgv: nodeOptions,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  let lane: Promise<unknown> = Promise.resolve();
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  };
  atEnd(stop);
  const ask = async <Answer>(request: object): Promise<Answer> => {
    child.send(request);
    return new Promise<Answer>((resolve, reject) => {
      const gone = () => reject(new Error(`${file.pathname} ended`));
      child.once('exit', gone);
      child.once('message', ({ error, answer }: { error?: string; answer?: Answer }) => {
        child.off('exit', gone);
        if (error === undefined) resolve(answer as Answer);
        else reject(new Error(error));
      });
    });
  };
  return {
    pid: child.pid!,
    ask<Answer>(request: { do: string }): Promise<Answer> {
      const asked = lane.then(() => ask<Answer>(request));
      lane = asked.catch(() => {});
      return asked;
    },
    stop,
  };
}

/** In the other process: what to do for each request, by its name. */
export function answerRequests(works: Record<string, (request: never) => unknown>): void {
  process.on('message', async (request: { do: string }) => {
    try {
      const work = works[request.do] ?? notKnown;
      process.send!({ answer: await work(request as never) });
    } catch (error) {
      process.send!({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  });
  process.on('disconnect', () => process.exit());
}

function notKnown({ do: name }: { do: string }): never {
  throw new Error(`${name} is not known here`);
}
