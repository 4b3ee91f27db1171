import { badInput } from '@aqmrg/platform/errors/air-error.ts';
import { type FragmentDefinitionNode, type GraphQLResolveInfo, Kind, type SelectionSetNode } from 'graphql';

type Asking = Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments'>;
type Fragments = Readonly<Record<string, FragmentDefinitionNode>>;

/**
 * The paths of fields that are asked for, by their names in the schema, whatever they are called or however they are nested in fragments. With `isSure` those
 * alone that no directive could leave out.
 */
const pathsIn = (
  set: SelectionSetNode | undefined,
  { fragments, isSure }: { readonly fragments: Fragments; readonly isSure: boolean },
  path: string,
): readonly string[] =>
  (set?.selections ?? []).flatMap((selection) => {
    if (isSure && (selection.directives ?? []).length > 0) return [];
    const asking = { fragments, isSure };
    if (selection.kind === Kind.FRAGMENT_SPREAD)
      return pathsIn(fragments[selection.name.value]?.selectionSet, asking, path);
    if (selection.kind === Kind.INLINE_FRAGMENT) return pathsIn(selection.selectionSet, asking, path);
    const here = path === '' ? selection.name.value : `${path}.${selection.name.value}`;
    return [here, ...pathsIn(selection.selectionSet, asking, here)];
  });

const figures = ['r', 'low', 'high', 'p', 'pAdjusted'].map((name) => `lags.raw.${name}`);
const beside = ['lags.raw.nEffective', 'lags.adjusted.r', 'lags.adjusted.low', 'lags.adjusted.high'];

/**
 * Refuses to tell a raw correlation by itself: it may have the sign of season or weather alone, and its days are not
 * independent ones.
 */
export const refuseBareCorrelation = ({ fieldNodes, fragments }: Asking): void => {
  const asked = (isSure: boolean): ReadonlySet<string> =>
    new Set(fieldNodes.flatMap(({ selectionSet }) => pathsIn(selectionSet, { fragments, isSure }, '')));
  const perhaps = asked(false);
  if (!figures.some((figure) => perhaps.has(figure))) return;
  const surely = asked(true);
  const missing = beside.filter((path) => !surely.has(path));
  if (missing.length === 0) return;
  throw badInput(
    missing[0] as string,
    `A raw correlation misleads by itself: ask for ${missing.join(', ')} beside it, without @skip or @include.`,
  );
};
