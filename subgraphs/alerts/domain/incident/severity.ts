import type { Severity } from '../rule/rule.ts';

/** The mildest first. */
const mildestFirst: readonly Severity[] = ['MINOR', 'MODERATE', 'SEVERE', 'EXTREME'];

export const rankOf = (severity: Severity): number => mildestFirst.indexOf(severity);

export const isAtLeast = (severity: Severity, other: Severity): boolean => rankOf(severity) >= rankOf(other);

/** This bad and worse. */
export const severitiesFrom = (least: Severity): readonly Severity[] => mildestFirst.slice(rankOf(least));
