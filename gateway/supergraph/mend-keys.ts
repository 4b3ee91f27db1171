import { type ConstDirectiveNode, Kind, parse, print, visit } from 'graphql';

const argument = (directive: ConstDirectiveNode, name: string): string | boolean | undefined => {
  const value = directive.arguments?.find((given) => given.name.value === name)?.value;
  return value && 'value' in value ? value.value : undefined;
};

/**
 * A supergraph without the keys that a subgraph declares but does not resolve, where it resolves another key of the same type.
 * Apollo's planner returns to such a subgraph by the key that cannot be resolved, if it comes first. Where it is the type's
 * only key there, it stays: it tells that the type is an entity.
 */
export const withoutIdleKeys = (supergraphSdl: string): string => {
  if (!/resolvable:\s*false/.test(supergraphSdl)) return supergraphSdl;
  const resolvableIn = (directives: readonly ConstDirectiveNode[]): Set<unknown> =>
    new Set(
      directives
        .filter((one) => argument(one, 'key') !== undefined && argument(one, 'resolvable') !== false)
        .map((one) => argument(one, 'graph')),
    );
  const kept = (directives: readonly ConstDirectiveNode[] = []): ConstDirectiveNode[] => {
    const keys = directives.filter(({ name }) => name.value === 'join__type');
    const resolvable = resolvableIn(keys);
    return directives.filter(
      (one) =>
        !keys.includes(one) ||
        argument(one, 'resolvable') !== false ||
        !resolvable.has(argument(one, 'graph')),
    );
  };
  return print(
    visit(parse(supergraphSdl), {
      [Kind.OBJECT_TYPE_DEFINITION]: (type) => ({ ...type, directives: kept(type.directives) }),
      [Kind.INTERFACE_TYPE_DEFINITION]: (type) => ({ ...type, directives: kept(type.directives) }),
    }),
  );
};
