import { badInput } from '@aqmrg/platform/errors/air-error.ts';
import { type FragmentDefinitionNode, type GraphQLResolveInfo, Kind, type SelectionSetNode } from 'graphql';

type Asking = Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments'>;
type Fragments = Readonly<Record<string, FragmentDefinitionNode>>;

/** The paths of all fields that are asked for, by their names in the schema, whatever they are called or however they are nested in fragments. */
const pathsIn = (set: SelectionSetNode | undefined, fragments: Fragments, path: string): readonly string[] =>
  (set?.selections ?? []).flatMap((selection) => {
    if (selection.kind === Kind.FRAGMENT_SPREAD)
      return pathsIn(fragments[selection.name.value]?.selectionSet, fragments, path);
    if (selection.kind === Kind.INLINE_FRAGMENT) return pathsIn(selection.selectionSet, fragments, path);
    const here = path === '' ? selection.name.value : `${path}.${selection.name.value}`;
    return [here, ...pathsIn(selection.selectionSet, fragments, here)];
  });

const figures = ['r', 'low', 'high', 'p', 'pAdjusted'].map((name) => `lags.raw.${name}`);
const beside = ['lags.raw.nEffective', 'lags.adjusted.r', 'lags.adjusted.low', 'lags.adjusted.high'];

/**
 * Refuses to tell a raw correlation by itself: it may have the sign of season or weather alone, and its days are not
 * independent ones.
 */
export const refuseBareCorrelation = ({ fieldNodes, fragments }: Asking): void => {
  const asked = new Set(fieldNodes.flatMap(({ selectionSet }) => pathsIn(selectionSet, fragments, '')));
  if (!figures.some((figure) => asked.has(figure))) return;
  const missing = beside.filter((path) => !asked.has(path));
  if (missing.length === 0) return;
  throw badInput(
    missing[0] as string,
    `A raw correlation misleads by itself: ask for ${missing.join(', ')} beside it.`,
  );
};
