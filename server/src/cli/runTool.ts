import { type ParseArgsConfig, parseArgs } from 'node:util';
import { type Config, readConfig } from '../config.ts';

type Options = NonNullable<ParseArgsConfig['options']>;
type Values<O extends Options> = ReturnType<typeof parseArgs<{ options: O }>>['values'];

/**
 * Runs a tool of the command line with the settings of the environment. What goes wrong, a wrong option or setting too, is
 * one line after `failed`, and the process ends with 1; the stack is shown at `LOG_LEVEL=debug` only.
 */
export async function runTool<O extends Options>(
  tool: { usage: string; failed: string; options: O },
  work: (values: Values<O>, config: Config) => Promise<void>,
): Promise<void> {
  try {
    if (process.argv.slice(2).includes('--help')) {
      console.log(tool.usage);
      return;
    }
    const { values } = parseArgs({ options: tool.options });
    await work(values, readConfig());
  } catch (error) {
    const { message, code } = error as Error & { code?: string };
    console.error(`${tool.failed}: ${message}`);
    if (code?.startsWith('ERR_PARSE_ARGS')) console.error(tool.usage);
    if (process.env.LOG_LEVEL === 'debug') console.error(error);
    process.exitCode = 1;
  }
}
