import { type DocumentNode, GraphQLError, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { fieldsOf, fragmentsOf } from './selection.ts';

/**
 * Refuses an operation that asks for something while its plan asks no subgraph: Apollo's planner leaves out what no subgraph can
 * give, such as fields of an interface without any type behind it, and null without a word would pass for an answer.
 */
export const refuseUnanswerable = (
  schema: GraphQLSchema,
  document: DocumentNode,
  definition: OperationDefinitionNode,
): void => {
  const root = schema.getRootType(definition.operation);
  if (!root) return;
  const asked = fieldsOf(schema, fragmentsOf(document), root, [{ set: definition.selectionSet, when: [] }]);
  // of what depends on variables the planner may know that it is never wanted
  const missed = asked.find(
    ({ name, whenAny }) => !name.startsWith('__') && whenAny.some((when) => when.length === 0),
  );
  if (missed) throw new GraphQLError(`No subgraph can answer ${missed.name} with what is asked of it.`);
};
