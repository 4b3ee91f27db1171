import {
  type GraphQLSchema,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
} from 'graphql';
import type { ListSize } from './directives.ts';

/** Types of the federation machinery; clients do not see them. */
const isMachinery = (name: string): boolean => name.includes('__');

const listOf = (items: number): ListSize => ({
  assumedSize: Math.max(1, Math.ceil(items)),
  slicingArguments: [],
  sizedFields: [],
  requireOneSlicingArgument: false,
});

const mean = (counts: readonly number[]): number =>
  counts.length === 0 ? 0 : counts.reduce((a, b) => a + b, 0) / counts.length;

/** How long the lists of introspection are in this schema, on average, by `Type.field`. */
export const introspectionSizes = (schema: GraphQLSchema): ReadonlyMap<string, ListSize> => {
  const types = Object.values(schema.getTypeMap()).filter(({ name }) => !isMachinery(name));
  const composite = types.filter((type) => isObjectType(type) || isInterfaceType(type));
  const fields = composite.flatMap((type) => Object.values(type.getFields()));
  const directives = schema.getDirectives().filter(({ name }) => !isMachinery(name));
  return new Map([
    ['__Schema.types', listOf(types.length)],
    ['__Schema.directives', listOf(directives.length)],
    ['__Type.fields', listOf(mean(composite.map((type) => Object.keys(type.getFields()).length)))],
    ['__Type.interfaces', listOf(mean(composite.map((type) => type.getInterfaces().length)))],
    [
      '__Type.possibleTypes',
      listOf(mean(types.filter(isAbstractType).map((type) => schema.getPossibleTypes(type).length))),
    ],
    ['__Type.enumValues', listOf(mean(types.filter(isEnumType).map((type) => type.getValues().length)))],
    [
      '__Type.inputFields',
      listOf(mean(types.filter(isInputObjectType).map((type) => Object.keys(type.getFields()).length))),
    ],
    ['__Field.args', listOf(mean(fields.map(({ args }) => args.length)))],
    ['__Directive.args', listOf(mean(directives.map(({ args }) => args.length)))],
  ]);
};
