import { readFile } from 'node:fs/promises';
import { Kind, parse, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { houseRules } from '../../domain/rule/house-rules.ts';
import { makeCaller, openRuleRoom, type RuleRoom } from '../../testing/open-rules.ts';

const page = await readFile(new URL('../../../../docs/how-to/alert.md', import.meta.url), 'utf8');
const blocks = [...page.matchAll(/^```graphql\n([\s\S]*?)^```$/gm)].map(([, block]) => block as string);

let room: RuleRoom;
beforeAll(async () => {
  room = await openRuleRoom();
  await room.installHouse();
  await room.saySensors({ sensorId: 'north', networkId: 'airqo' });
});
afterAll(() => room.close());

const admin = makeCaller({ id: 'root', role: 'ADMIN', organisation: null, organisationRole: null });
const nameOf = (block: string): string => {
  const [definition] = parse(block).definitions;
  return definition?.kind === Kind.OPERATION_DEFINITION ? (definition.name?.value ?? 'List') : '';
};

describe('the page about rules', () => {
  it('shows operations that are answered, one after the other', async () => {
    let rule = { id: '', revision: 0 };
    expect(blocks.length).toBeGreaterThan(10);
    for (const block of blocks) {
      expect(validate(room.schema, parse(block)), block).toEqual([]);
      const name = nameOf(block);
      const caller = name === 'Show' || name === 'Approve' ? admin : makeCaller();
      const answer = await room.field(block, block.includes('$id') ? rule : {}, caller);
      expect(answer.problems ?? [], block).toEqual([]);
      if (name === 'Smoke') rule = answer.rule;
      if (name === 'Change') expect(answer.rule.revision).toBe(rule.revision + 1);
    }
  });

  it('lists the rules of the house', () => {
    for (const { id, rule } of houseRules) expect(page).toMatch(new RegExp(`\`${id}\`.*${rule.severity}`));
  });
});
