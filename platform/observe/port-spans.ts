import type { Database } from '../ports/database.ts';
import { type PortWatch, watchedPorts } from './port-calls.ts';
import { inSpan, isTracing } from './tracing.ts';

const spans: PortWatch = {
  around: ({ name, items, topic, group }, work) =>
    inSpan(
      name,
      {
        'aqmrg.items': items,
        ...(topic === undefined ? {} : { 'aqmrg.topic': topic }),
        ...(group === undefined ? {} : { 'aqmrg.group': group }),
      },
      work,
    ),
};

const tracedDatabase = (database: Database): Database => {
  const client = database.client.$extends({
    query: {
      $allOperations: ({ model, operation, args, query }) =>
        inSpan(
          `database.${operation}`,
          { 'db.operation.name': operation, ...(model ? { 'db.collection.name': model } : {}) },
          () => query(args),
        ),
    },
  });
  return {
    client: client as unknown as Database['client'],
    ping: () => database.ping(),
    close: () => database.close(),
  };
};

/** The same ports, whose calls make spans; where tracing is off, the very same. */
export const tracedPorts = <T extends { readonly database?: Database }>(ports: T): T => {
  if (!isTracing()) return ports;
  const watched = watchedPorts(ports, spans);
  return watched.database ? { ...watched, database: tracedDatabase(watched.database) } : watched;
};
