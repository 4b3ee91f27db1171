import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import {
  associationOf,
  isProblem,
  type Problem,
  readDaily,
  readSpecification,
  tomorrowAt,
} from '@aqmrg/correlations';
import { WrongCall } from './resting-command.ts';

const help = `Usage: npm run --silent associations -- --spec FILE.json --data FILE.csv [--out FILE] [--date COLUMN]

Runs a model of health and air, or correlations, on a daily series, and prints what it found as JSON: coefficients with standard errors
and p, fit statistics, knots, effects per increment, at and up to each lag, curves, and what the residuals say.

  --spec FILE    what to run, as JSON: docs/reference/association-specs.md has the format, and an example of each kind of model
  --data FILE    CSV with a header and one row for each day in order; empty cells and NA are missing
  --date COLUMN  the column that has the dates, as YYYY-MM-DD; default: date
  --out FILE     where to write the result; default: standard output
  --help         this text

Of the data, a specification takes all days, or those "from" a date "to" another, both included.
time (1 on the first of them), year, month, doy and dow (Monday to Sunday) are made from the dates where the data do not have them.

Examples:

  deaths and PM10 of the same day, per 10 µg/m³, adjusted for season, temperature and day of week:

    {
      "kind": "model", "outcome": "deaths", "family": "quasipoisson",
      "terms": [
        { "kind": "numeric", "column": "pm10", "per": 10, "isExposure": true },
        { "kind": "numeric", "column": "time", "response": { "kind": "ns", "dfPerYear": 7 } },
        { "kind": "numeric", "column": "temp", "response": { "kind": "ns", "df": 6 } },
        { "kind": "factor", "column": "dow" }
      ]
    }

  how PM10 of each of the last 7 days and deaths go together:

    { "kind": "correlations", "correlations": [{ "kind": "lagged", "x": "pm10", "y": "deaths", "lags": 7 }] }

  npm run --silent associations -- --spec model.json --data city.csv --out found.json

Ends with 0 where it was run; 1 where the data do not bear it, 2 where the call, the specification or the data cannot be read: then
standard output has {"problems": [{"field", "code", "reason", "next"}]}, and standard error the same in words.
`;

const options = {
  spec: { type: 'string' },
  data: { type: 'string' },
  date: { type: 'string', default: 'date' },
  out: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** Where a command says what it found, and what went wrong. */
export interface Streams {
  readonly say: (text: string) => void;
  readonly complain: (text: string) => void;
}

const called = (args: readonly string[]) => {
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  if (positionals.length > 0) throw new WrongCall('This command takes options alone.');
  const { spec, data, help: wantsHelp } = values;
  if (!wantsHelp && (spec === undefined || data === undefined))
    throw new WrongCall('Name a specification with --spec, and data with --data.');
  return { ...values, spec: spec ?? '', data: data ?? '' };
};

const fileCodes: Readonly<Record<string, string>> = {
  ENOENT: 'is not there',
  EISDIR: 'is a folder',
  EACCES: 'may not be opened',
  ENOTDIR: 'is not there',
};

/** Tells of a file that could not be opened as of a wrong call. */
const onFile = async <Value>(file: string, act: Promise<Value>): Promise<Value> => {
  try {
    return await act;
  } catch (error) {
    const why = fileCodes[(error as NodeJS.ErrnoException).code ?? ''];
    throw why === undefined ? error : new WrongCall(`${file} ${why}.`);
  }
};

const inWords = ({ field, reason, next }: Problem): string => `${field}: ${reason}. ${next}\n`;

/** The whole command; returns the code that it ends with. */
export const associations = async (
  args: readonly string[],
  { say, complain }: Streams,
  now: number,
): Promise<0 | 1 | 2> => {
  const refuse = (problems: readonly Problem[], code: 1 | 2): 1 | 2 => {
    say(`${JSON.stringify({ problems: problems.map(({ kind: _, ...rest }) => rest) }, null, 2)}\n`);
    complain(problems.map(inWords).join(''));
    return code;
  };
  try {
    const { spec, data, date, out, help: wantsHelp } = called(args);
    if (wantsHelp) {
      say(help);
      return 0;
    }
    const request = readSpecification(await onFile(spec, readFile(spec, 'utf8')));
    if (!('kind' in request)) return refuse(request, 2);
    const text = await onFile(data, readFile(data, 'utf8'));
    const daily = readDaily({ text, dateColumn: date, tomorrow: tomorrowAt(now) }, request);
    if (isProblem(daily)) return refuse([daily], 2);
    const report = associationOf(request, daily);
    if (isProblem(report)) return refuse([report], 1);
    const json = `${JSON.stringify(report, null, 2)}\n`;
    if (out === undefined) say(json);
    else await onFile(out, writeFile(out, json));
    return 0;
  } catch (error) {
    const { code, message } = error as Error & { code?: string };
    if (!(error instanceof WrongCall || code?.startsWith('ERR_PARSE_ARGS'))) throw error;
    complain(`${message}\n\n${help}`);
    return 2;
  }
};

if (import.meta.main) {
  const streams = {
    say: (text: string) => void process.stdout.write(text),
    complain: (text: string) => void process.stderr.write(text),
  };
  process.exitCode = await associations(process.argv.slice(2), streams, Date.now());
}
