import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Runs a program to its end. Throws an Error with what it printed. */
export async function runProgram([command, ...args]: string[]): Promise<void> {
  try {
    // English messages, whatever the machine's language: they are what people search for.
    await run(command!, args, { env: { ...process.env, LC_ALL: 'C' } });
  } catch (thrown) {
    const { stderr, stdout, message } = thrown as { stderr?: string; stdout?: string; message: string };
    throw new Error((stderr || stdout || message).trim(), { cause: thrown });
  }
}
