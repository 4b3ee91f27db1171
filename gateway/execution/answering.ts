import {
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  visit,
} from 'graphql';
import { type ApolloExecution, asGraphqlError } from './apollo.ts';
import type { Answer } from './operation.ts';
import type { Run, Step } from './run.ts';
import { compileShaper, Misfit } from './shaper.ts';
import { Unusual } from './steps.ts';
import { tellTypes } from './typenames.ts';

/** Introspection, and response names that every JavaScript object inherits: the compiled form knows neither. */
const refuseUnusualNames = (document: DocumentNode): void => {
  visit(document, {
    [Kind.FIELD]({ name, alias }) {
      if (name.value === '__schema' || name.value === '__type') throw new Unusual('introspection');
      if ((alias ?? name).value in Object.prototype) throw new Unusual('an inherited name');
    },
  });
};

export const answerOf = ({ data, errors = [] }: ExecutionResult): Answer => ({
  ...(data === undefined ? {} : { data: JSON.stringify(data) }),
  errors,
});

interface Answering {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly definition: OperationDefinitionNode;
  readonly apollo: ApolloExecution;
}

/** Shapes what the steps of a run gathered. Throws Unusual for a document that has no compiled form. */
export const compileShaping = ({ schema, document, definition, apollo }: Answering) => {
  refuseUnusualNames(document);
  const shape = compileShaper(schema, document, definition);
  const tell = tellTypes(schema, document, definition);
  return async (run: Run): Promise<Answer> => {
    try {
      return { data: JSON.stringify(shape(run.tree, run.coerced)), errors: run.errors };
    } catch (error) {
      if (!(error instanceof Misfit)) return { errors: [...run.errors, asGraphqlError(error)] };
      tell(run.tree);
      const shaped = answerOf(await apollo.shape(run.tree, run.variables, run.context));
      // where a subgraph told why, the null that follows needs no second reason
      return run.errors.length > 0 ? { ...shaped, errors: run.errors } : shaped;
    }
  };
};

/** Takes the steps of a run and shapes what they gathered. Throws Unusual for a document that has no compiled form. */
export const compileAnswering = (steps: Step, answering: Answering) => {
  const shaped = compileShaping(answering);
  return async (run: Run): Promise<Answer> => {
    try {
      await steps(run);
    } catch (error) {
      return { errors: [...run.errors, asGraphqlError(error)] };
    }
    return shaped(run);
  };
};
