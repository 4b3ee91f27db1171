import {
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  type ObjectTypeExtensionNode,
} from 'graphql';
import { type AccessTable, asParent, type Policy, policyOf } from './access.ts';

type ObjectNode = ObjectTypeDefinitionNode | ObjectTypeExtensionNode;
const isObject = (node: DefinitionNode): node is ObjectNode =>
  node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.OBJECT_TYPE_EXTENSION;

const applied = ({ words, isSameForAll }: Policy): ConstDirectiveNode => ({
  kind: Kind.DIRECTIVE,
  name: { kind: Kind.NAME, value: 'access' },
  arguments: [
    {
      kind: Kind.ARGUMENT,
      name: { kind: Kind.NAME, value: 'policy' },
      value: { kind: Kind.STRING, value: words },
    },
    {
      kind: Kind.ARGUMENT,
      name: { kind: Kind.NAME, value: 'sameForAll' },
      value: { kind: Kind.BOOLEAN, value: isSameForAll },
    },
  ],
});

/** Composition takes no directive there; the room that the field belongs to says it. */
const isExternal = ({ directives = [] }: FieldDefinitionNode): boolean =>
  directives.some(({ name }) => name.value === 'external');

/** Type definitions with `@access` (schema/shared.graphql) on every field that has a policy of its own: root fields, fields of entities, and exceptions. */
export const withAccessDirectives = (typeDefs: DocumentNode, table: AccessTable): DocumentNode => ({
  ...typeDefs,
  definitions: typeDefs.definitions.map((node) =>
    isObject(node)
      ? {
          ...node,
          fields: (node.fields ?? []).map((field) => {
            const policy = policyOf(table, node.name.value, field.name.value);
            if (policy === undefined || policy === asParent || isExternal(field)) return field;
            return { ...field, directives: [...(field.directives ?? []), applied(policy)] };
          }),
        }
      : node,
  ),
});
