import { buildSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { admin, everyone, everyoneTheirOwn } from './access.ts';
import { everyEvent, requireEventRules } from './event-rules.ts';

const schema = buildSchema('type Query { idle: Int } type Subscription { moved: Int }');
const own = () => false;

describe('rules for events', () => {
  it('are named for each subscription field, and for nothing else', () => {
    expect(() => requireEventRules(schema, {})).toThrow('needs a rule');
    expect(() => requireEventRules(schema, { moved: own, told: own })).toThrow('no field');
    expect(() => requireEventRules(schema, { moved: own })).not.toThrow();
  });

  it('may not tell callers apart where all share one stream', () => {
    expect(() => requireEventRules(schema, { moved: own }, { moved: everyone })).toThrow('everyoneTheirOwn');
    expect(() => requireEventRules(schema, { moved: everyEvent }, { moved: everyone })).not.toThrow();
    for (const policy of [everyoneTheirOwn, admin])
      expect(() => requireEventRules(schema, { moved: own }, { moved: policy })).not.toThrow();
  });
});
