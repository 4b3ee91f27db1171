import { dateOf, dayNumber } from '../domain/days.ts';

const dayMs = 86_400_000;

/* Local dates, YYYY-MM-DD, as a column of the type date has them. */

export const columnOf = (date: string): Date => new Date((dayNumber(date) ?? 0) * dayMs);

export const dateIn = (column: Date): string => dateOf(column.getTime() / dayMs);
