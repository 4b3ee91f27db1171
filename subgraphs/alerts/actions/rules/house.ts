import { createHash } from 'node:crypto';
import type { Database } from '@aqmrg/platform/ports/database.ts';
import { isProblems } from '../../domain/problem.ts';
import { type HouseRule, houseRules } from '../../domain/rule/house-rules.ts';
import { readRule } from '../../domain/rule/read/read-rule.ts';
import { installHouseRules, type Shipped } from '../../store/rules/house.ts';
import type { OnUnreadable } from '../../store/rules/rule-rows.ts';

const shipped = ({ id, rule }: HouseRule): Shipped => {
  const definition = readRule(rule);
  if (isProblems(definition))
    throw new Error(`The rule ${id} of the house is none: ${JSON.stringify(definition)}`);
  return { id, definition, hash: createHash('sha256').update(JSON.stringify(definition)).digest('hex') };
};

interface Ground {
  readonly database: Pick<Database, 'client'>;
  readonly now: () => number;
  readonly onUnreadable: OnUnreadable;
}

/** Brings what the house ships into the store, once for every version of it. */
export const installHouse = (
  { database, now, onUnreadable }: Ground,
  rules: readonly HouseRule[] = houseRules,
): Promise<void> => installHouseRules(database, rules.map(shipped), { at: now(), onUnreadable });
