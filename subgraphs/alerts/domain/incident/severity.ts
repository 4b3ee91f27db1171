import type { Severity } from '../rule/rule.ts';

/** The mildest first. */
const mildestFirst: readonly Severity[] = ['MINOR', 'MODERATE', 'SEVERE', 'EXTREME'];

/** This bad and worse. */
export const severitiesFrom = (least: Severity): readonly Severity[] =>
  mildestFirst.slice(mildestFirst.indexOf(least));
