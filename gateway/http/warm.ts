import { setImmediate } from 'node:timers/promises';
import type { Log } from '@aqmrg/platform/log.ts';
import { type GraphQLSchema, validate } from 'graphql';
import type { Limiter } from '../access/limits.ts';
import type { TrustedDocument } from '../access/manifest.ts';
import type { Executor } from '../execution/operation.ts';

export interface Warming {
  readonly documents: readonly TrustedDocument[];
  readonly apiSchema: GraphQLSchema;
  readonly limiter: Limiter;
  readonly executor: Executor;
  readonly log: Log;
  readonly stopping: AbortSignal;
}

/** Makes trusted documents known before anybody asks them: parsed, validated, within the limits, planned. */
export const warm = async ({
  documents,
  apiSchema,
  limiter,
  executor,
  log,
  stopping,
}: Warming): Promise<void> => {
  for (const { id, name, type, body } of documents) {
    // planning takes milliseconds that requests should not wait for
    await setImmediate();
    if (stopping.aborted) return;
    if (type === 'subscription') continue;
    try {
      const document = limiter.parse(body);
      limiter.checkShape(document);
      const [fault] = validate(apiSchema, document);
      if (fault) throw fault;
      for (const operationName of [undefined, name]) executor.prepare(body, operationName, document);
    } catch (error) {
      log.warn({ err: error, id, operation: name }, 'a trusted document cannot be asked of this graph');
    }
  }
};
