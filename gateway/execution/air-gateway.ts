import { ApolloGateway } from '@apollo/gateway';
import type { Log } from '@aqmrg/platform/log.ts';
import type { GatewayContext } from '../access/context.ts';
import { dataSourceFor } from '../transport/data-source.ts';
import type { Links } from '../transport/links.ts';
import type { Executor } from './operation.ts';
import { ReadyText } from './ready-text.ts';

type Execute = ApolloGateway['executor'];

const executeWith =
  (executor: Executor): Execute =>
  async ({ source, document, request, context }) => {
    const operationName = request.operationName ?? undefined;
    const operation = executor.prepare(source, operationName, document);
    const { data, errors } = await operation.run(request.variables ?? {}, context as GatewayContext);
    return {
      ...(data === undefined ? {} : { data: new ReadyText(data) as never }),
      ...(errors.length > 0 ? { errors: [...errors] } : {}),
    };
  };

/** Apollo's gateway, as Apollo Server knows it, with our executor inside. */
class AirGateway extends ApolloGateway {
  constructor(supergraphSdl: string, executor: Executor, links: Links, log: Log) {
    super({
      supergraphSdl,
      logger: log,
      // nothing of Apollo's asks a subgraph any more, but it would make an HTTP client for each
      buildService: ({ name }) => {
        const link = links.get(name);
        if (!link) throw new Error(`The supergraph names a subgraph "${name}" that nothing serves.`);
        return dataSourceFor(link) as never;
      },
    });
    this.executor = executeWith(executor);
  }
}

export interface AirGatewayOptions {
  readonly supergraphSdl: string;
  readonly executor: Executor;
  readonly links: Links;
  readonly log: Log;
}

export const createGateway = (options: AirGatewayOptions): ApolloGateway =>
  new AirGateway(options.supergraphSdl, options.executor, options.links, options.log);
