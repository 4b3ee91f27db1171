import { isInfiniteCell, isMissingCell, isNumberCell } from '../cells.ts';
import { type Problem, problem } from '../problem.ts';
import { shown } from '../shown.ts';
import { fewestDays, fewestEvents, isTooSmall } from '../small-groups.ts';
import { createFaults, type Fault } from './faults.ts';
import { groupOf } from './group.ts';
import type { HealthColumnRole } from './health-series.ts';
import { isTooLarge, largestOf, valueFault } from './plausible.ts';

interface Cells {
  readonly name: string;
  readonly role: HealthColumnRole;
  readonly texts: readonly string[];
  readonly placeOf: (row: number) => string;
}

const cellFault = (text: string): Fault | null => {
  if (isInfiniteCell(text))
    return { code: 'NOT_FINITE', what: `${shown(text)} is no number`, next: 'Leave the cell empty.' };
  return isMissingCell(text) || isNumberCell(text)
    ? null
    : {
        code: 'NOT_NUMERIC',
        what: `${shown(text)} is not a number`,
        next: 'Write a number with a point, or leave the cell empty where there is none.',
      };
};

/** What is wrong with an outcome as a whole. */
const outcomeFault = (name: string, values: Float64Array): Problem | null => {
  const group = groupOf(values);
  if (isTooSmall(group.days, group.events))
    return problem(
      name,
      'GROUP_TOO_SMALL',
      `It has fewer than ${fewestDays} days with a count, or fewer than ${fewestEvents} events`,
      'Send a longer series, or one of more people: nothing could be told of this.',
    );
  return isTooLarge(group.events)
    ? problem(name, 'OUT_OF_RANGE', 'Its events are more than can be told', 'Send it in several series.')
    : null;
};

/** The values of a column, NaN where one is missing; or everything that is wrong with them. */
export const readValues = ({ name, role, texts, placeOf }: Cells): Float64Array | readonly Problem[] => {
  const faults = createFaults(name);
  const values = Float64Array.from(texts, (text, row) => {
    const fault = cellFault(text);
    if (fault !== null) faults.note(placeOf(row), fault);
    return fault === null && !isMissingCell(text) ? Number(text) : Number.NaN;
  });
  const largest = largestOf(values);
  for (const [row, value] of values.entries()) {
    const fault = Number.isNaN(value) ? null : valueFault(role, value, largest);
    if (fault !== null) faults.note(placeOf(row), fault);
  }
  const problems = faults.problems();
  if (problems.length > 0) return problems;
  const fault = role === 'OUTCOME' ? outcomeFault(name, values) : null;
  return fault === null ? values : [fault];
};
