import { buildSchema, execute, type GraphQLObjectType, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { traceResolvers } from './resolver-spans.ts';
import { sentBy } from './testing/sent-spans.ts';
import { inSpan } from './tracing.ts';

type Resolve = NonNullable<ReturnType<GraphQLObjectType['getFields']>[string]['resolve']>;

/** Two hundred sensors: a name that is there, a status that is worked out at once, a reading that is loaded, and one that fails. */
const openSchema = () => {
  const schema = buildSchema(`
    type Query { sensors: [Sensor!]! }
    type Sensor { name: String status: String reading: Float broken: Float }
  `);
  const resolve = (type: string, field: string, resolver: Resolve): void => {
    const found = (schema.getType(type) as GraphQLObjectType).getFields()[field];
    if (found) found.resolve = resolver;
  };
  let loading: Promise<number> | undefined;
  const load = (): Promise<number> => {
    // one batch, as a loader makes it
    loading ??= Promise.resolve().then(() => inSpan('store', {}, async () => 7));
    return loading;
  };
  resolve('Query', 'sensors', async () => Array.from({ length: 200 }, (_, n) => ({ name: `s${n}` })));
  resolve('Sensor', 'status', () => 'ONLINE');
  resolve('Sensor', 'reading', load);
  resolve('Sensor', 'broken', async () => {
    throw new Error('the value is secret-value');
  });
  return schema;
};

const ask = async (document: string) => {
  const schema = openSchema();
  traceResolvers(schema, 'sensors');
  return execute({ schema, document: parse(document), contextValue: {} });
};

describe('spans of resolvers', () => {
  it('stand once for all items of a list, with the store below, and not for what is there at once', async () => {
    const spans = await sentBy(async () => {
      const { data, errors } = await ask('{ sensors { name status reading } }');
      expect(errors).toBeUndefined();
      expect((data as { sensors: unknown[] }).sensors[199]).toEqual({
        name: 's199',
        status: 'ONLINE',
        reading: 7,
      });
    });
    const names = spans.map(({ name }) => name).sort();
    expect(names).toEqual(['sensors Query.sensors', 'sensors Sensor.reading', 'store']);
    const reading = spans.find(({ name }) => name === 'sensors Sensor.reading');
    expect(reading?.attributes).toContainEqual({ key: 'graphql.field.items', value: { intValue: 200 } });
    expect(spans.find(({ name }) => name === 'store')?.parentSpanId).toBe(reading?.spanId);
  });

  it('tell that a field failed, and change no answer', async () => {
    const spans = await sentBy(async () => {
      const { data, errors } = await ask('{ sensors { broken } }');
      expect([errors?.length, errors?.[0]?.message]).toEqual([200, 'the value is secret-value']);
      expect((data as { sensors: unknown[] }).sensors[0]).toEqual({ broken: null });
    });
    const broken = spans.filter(({ name }) => name === 'sensors Sensor.broken');
    expect(broken.map(({ status }) => status.code)).toEqual([2]);
    expect(JSON.stringify(spans)).not.toContain('secret-value');
  });

  it('leave a schema as it is where tracing is off', () => {
    const schema = openSchema();
    const before = schema.getQueryType()?.getFields().sensors?.resolve;
    traceResolvers(schema, 'sensors');
    expect(schema.getQueryType()?.getFields().sensors?.resolve).toBe(before);
  });
});
