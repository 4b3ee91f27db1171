import type { Directory } from '@aqmrg/platform/directory.ts';
import type { Problem } from '../../domain/problem.ts';
import type { RuleDefinition, Wording } from '../../domain/rule/rule.ts';

export interface NamesGround {
  readonly directory: Pick<Directory, 'all' | 'atSite' | 'catchUp' | 'find'>;
  /** Those of these receivers that are an organisation's own. */
  readonly receiversOf: (
    organisation: string,
    ids: readonly string[],
  ) => Promise<readonly { readonly id: string }[]>;
  /** All that is wrong with words of one's own. */
  readonly parseWording: (wording: Wording) => readonly Problem[];
}

type List = readonly [field: string, ids: readonly string[]];

const shown = 5;
const unknown = (field: string, ids: readonly string[], what: string, next: string): readonly Problem[] => {
  if (ids.length === 0) return [];
  const some = ids.slice(0, shown).map((id) => JSON.stringify(id));
  const more = ids.length > shown ? ` and ${ids.length - shown} more` : '';
  return [{ field, code: 'UNKNOWN_ID', reason: `There is no ${what} ${some.join(', ')}${more}`, next }];
};

const receiverLists = ({ telling }: RuleDefinition): readonly List[] => [
  ['telling.receiverIds', telling.receiverIds],
  ...telling.escalation.map(
    ({ receiverIds }, place): List => [`telling.escalation.${place}.receiverIds`, receiverIds],
  ),
];

/** Whether the sensors, sites, networks and receivers that a definition names are there, and its words can be read. */
export const createCheckNames = ({ directory, receiversOf, parseWording }: NamesGround) => {
  const missingIn = ({ scope }: RuleDefinition): readonly Problem[] => {
    // nobody else need look at every sensor
    const networks = new Set(
      scope.networkIds === null ? [] : Array.from(directory.all(), ({ networkId }) => networkId),
    );
    const without = (ids: readonly string[] | null, isThere: (id: string) => boolean): readonly string[] =>
      ids?.filter((id) => !isThere(id)) ?? [];
    const sensors = without(scope.sensorIds, (id) => directory.find(id) !== undefined);
    const sites = without(scope.siteIds, (id) => directory.atSite(id).length > 0);
    const next = 'Check the id.';
    return [
      ...unknown('scope.sensorIds', sensors, 'sensor', next),
      ...unknown('scope.siteIds', sites, 'site with a sensor', next),
      ...unknown(
        'scope.networkIds',
        without(scope.networkIds, (id) => networks.has(id)),
        'network with a sensor',
        next,
      ),
    ];
  };

  const missingReceivers = async (definition: RuleDefinition, organisation: string | null) => {
    const lists = receiverLists(definition);
    const named = [...new Set(lists.flatMap(([, ids]) => ids))];
    if (named.length === 0) return [];
    const own = organisation === null ? [] : await receiversOf(organisation, named);
    const known = new Set(own.map(({ id }) => id));
    const next =
      organisation === null ? 'The house tells nobody: leave it out.' : 'Take one of alertReceivers.';
    return lists.flatMap(([field, ids]) =>
      unknown(
        field,
        ids.filter((id) => !known.has(id)),
        'receiver',
        next,
      ),
    );
  };

  return async (definition: RuleDefinition, organisation: string | null): Promise<readonly Problem[]> => {
    // what was registered a moment ago is known once the log was read to its end
    const missing =
      missingIn(definition).length === 0 ? [] : await directory.catchUp().then(() => missingIn(definition));
    return [
      ...missing,
      ...(await missingReceivers(definition, organisation)),
      ...parseWording(definition.wording),
    ];
  };
};
export type CheckNames = ReturnType<typeof createCheckNames>;
