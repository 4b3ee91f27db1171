import { badInput } from '../../../errors/air-error.ts';
import type { Cell, FileColumn } from '../../../ports/series-files.ts';
import { instantOn } from './clocks.ts';
import { quoted } from './texts.ts';
import type { Writing } from './writing.ts';

const constant = (text: string, { texts }: Writing): string => quoted(texts.of(text));

const fact = (
  { fact, type }: Extract<Cell, { of: 'sensor' }>,
  { piece, texts, ofMember }: Writing,
): string => {
  // numbers are text in CSV: once a sensor is enough
  const asText = type === 'TEXT' || piece.format === 'CSV';
  return ofMember(`${type} ${fact}`, asText ? 'TEXT' : 'NUMBER', ({ sensor: { facts } }) => {
    const said = facts[fact] ?? null;
    if (said === null) return null;
    if (type === 'TEXT') return texts.of(String(said));
    return asText ? String(Number(said)) : Number(said);
  });
};

/** What a quantity is called elsewhere. */
export const quantityCode = (
  codes: Readonly<Record<string, string>>,
  name: string,
  { texts, ofMember }: Writing,
): string =>
  ofMember(`code ${name}`, 'TEXT', ({ quantity }) => {
    const code = Object.hasOwn(codes, quantity) ? codes[quantity] : undefined;
    return code === undefined ? null : texts.of(code);
  });

export const sensorId = ({ texts, ofMember }: Writing): string =>
  ofMember('sensor', 'TEXT', ({ sensor }) => texts.of(sensor.id));

/** What rows of every kind can tell, as SQL of a row `r`; undefined: nothing of that kind. */
export const commonCell = (cell: Cell, writing: Writing): string | undefined => {
  switch (cell.of) {
    case 'constant':
      return constant(cell.text, writing);
    case 'sensor':
      return fact(cell, writing);
    case 'minutes':
      return '(r.period_end - r.period_start) / 60000';
    case 'time':
      if (cell.what === 'periodStart') return instantOn(cell.clock, cell.what, 'r.period_start', writing);
      if (cell.what === 'periodEnd') return instantOn(cell.clock, cell.what, 'r.period_end', writing);
      return undefined;
    case 'reading':
      return cell.what === 'sensorId' ? sensorId(writing) : undefined;
    default:
      return undefined;
  }
};

/** The rows of a piece have no such cell: whoever planned its columns was wrong. */
export const noSuchCell = ({ name }: FileColumn, kind: string): Error =>
  badInput('columns', `Rows of ${kind} cannot tell ${name}.`);
