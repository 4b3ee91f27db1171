import { defaultFieldResolver, type GraphQLFieldResolver, type GraphQLSchema, isObjectType } from 'graphql';
import { currentTracing, type OpenSpan, type Tracing } from './tracing.ts';

type Resolve = GraphQLFieldResolver<unknown, unknown>;

/** A field of one operation while its resolvers are at work. */
interface FieldAtWork {
  readonly span: OpenSpan;
  waiting: number;
  items: number;
}

const isPromise = (value: unknown): value is Promise<unknown> => value instanceof Promise;

/**
 * One span for all items of a list that resolve the same field side by side, not one for each: two hundred sensors that are loaded in one
 * batch are one span with 200 items. Fields that answer at once get none.
 */
const traced = (tracing: Tracing, name: string, resolve: Resolve): Resolve => {
  const working = new WeakMap<object, FieldAtWork>();
  let answersAtOnce = false;

  return (source, args, context, info) => {
    const key = context as object;
    if (answersAtOnce && !working.has(key)) {
      const result = resolve(source, args, context, info);
      answersAtOnce = !isPromise(result);
      return result;
    }
    const field = working.get(key) ?? { span: tracing.start(name, {}), waiting: 0, items: 0 };
    const finish = (error?: unknown): void => {
      field.waiting -= 1;
      if (field.waiting > 0) return;
      working.delete(key);
      field.span.set({ 'graphql.field.items': field.items });
      field.span.end(error);
    };
    const result = field.span.run(() => resolve(source, args, context, info));
    if (!isPromise(result)) {
      answersAtOnce = field.waiting === 0;
      return result;
    }
    field.waiting += 1;
    field.items += 1;
    working.set(key, field);
    return result.then(
      (value) => {
        finish();
        return value;
      },
      (error) => {
        finish(error);
        throw error;
      },
    );
  };
};

/** Spans for the fields of a subgraph that do some work. Changes the schema in place; nothing where tracing is off. */
export const traceResolvers = (schema: GraphQLSchema, subgraph: string): void => {
  const tracing = currentTracing();
  if (tracing === undefined) return;
  const streams = schema.getSubscriptionType();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type === streams || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      if (field.name === '_service' || !field.resolve || field.resolve === defaultFieldResolver) continue;
      field.resolve = traced(tracing, `${subgraph} ${type.name}.${field.name}`, field.resolve);
    }
  }
};
