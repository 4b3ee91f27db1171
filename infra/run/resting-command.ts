import { existsSync } from 'node:fs';
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import type { Database } from '@aqmrg/platform/ports/database.ts';
import { inRestingDatabase } from './resting-database.ts';

/** Says a line to whoever called. */
export type Say = (line: string) => void;

/** The whole command: what it was called with, what it says, and the code that it ends with. */
export type RestingCommand = (
  args: readonly string[],
  say: Say,
  environment?: Readonly<Record<string, string | undefined>>,
) => Promise<number>;

/** A call that cannot be carried out as it was written. */
export class WrongCall extends Error {}

const common = { 'data-dir': { type: 'string' }, help: { type: 'boolean', short: 'h' } } as const;

interface Called<Options extends NonNullable<ParseArgsConfig['options']>> {
  readonly values: ReturnType<typeof parseArgs<{ readonly options: Options }>>['values'];
  readonly positionals: readonly string[];
  readonly say: Say;
}

/**
 * A command on the database of a house that does not run; every one knows --data-dir and --help. `work` gets what it was called with and returns what to do
 * with the database; it may throw WrongCall before. Ends with 2 where nothing could be done; the reason is said.
 */
export const restingCommand =
  <const Options extends NonNullable<ParseArgsConfig['options']>>(command: {
    readonly help: string;
    readonly options: Options;
    /** Told where the house runs. */
    readonly whileItRuns: string;
    readonly work: (called: Called<Options>) => (database: Database) => Promise<number>;
  }): RestingCommand =>
  async (args, say, environment = process.env) => {
    const { help, options, whileItRuns, work } = command;
    const wrong = (line: string): 2 => {
      say(line);
      return 2;
    };
    try {
      const config = { args: [...args], allowPositionals: true, options: { ...options, ...common } };
      const { values, positionals } = parseArgs(config);
      const { 'data-dir': folder, help: wantsHelp } = values as { 'data-dir'?: string; help?: boolean };
      if (wantsHelp) {
        say(help);
        return 0;
      }
      const withDatabase = work({ values: values as Called<Options>['values'], positionals, say });
      return await inRestingDatabase(folder ?? environment.DATA_DIR ?? '.data', withDatabase);
    } catch (error) {
      const { code, message } = error as Error & { code?: string };
      if (error instanceof AirError)
        return wrong(code === 'CONFLICT' ? `${message}\n${whileItRuns}` : message);
      if (error instanceof WrongCall || code?.startsWith('ERR_PARSE_ARGS'))
        return wrong(`${message}\n\n${help}`);
      throw error;
    }
  };

/** Runs it as a process of its own. */
export const runCommand = async (command: RestingCommand): Promise<void> => {
  if (existsSync('.env')) process.loadEnvFile('.env');
  process.exitCode = await command(process.argv.slice(2), (line) => process.stdout.write(`${line}\n`));
};
