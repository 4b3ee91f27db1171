import { isId } from '../actions/asker.ts';
import { isProblem } from '../domain/problem.ts';
import type { PublishedAssociation } from '../domain/published.ts';
import type { Asked } from '../domain/run.ts';
import type { StudyFound } from '../domain/study/study-found.ts';
import { refused } from './payload.ts';
import type { MutationResolvers, PublishedAssociationResolvers, SiteResolvers } from './types.generated.ts';

/** What was published, as the graph has it: nobody learns which series it was. */
export interface ShownPublished extends StudyFound, Asked {
  readonly id: string;
  readonly siteId: string;
  readonly organisation: string;
  readonly title: string;
  readonly note: string | null;
  readonly population: string | null;
  readonly contentHash: string;
  readonly publishedAt: number;
}

const shown = ({
  found: { asked, healthSeriesId: _, ...found },
  ...row
}: PublishedAssociation): ShownPublished => {
  const { id, siteId, organisationId: organisation, title, note, population, contentHash, publishedAt } = row;
  const said = { title, note, population, contentHash, publishedAt };
  return { ...found, ...asked, id, siteId, organisation, ...said };
};

export const siteType: SiteResolvers = {
  __resolveReference: ({ id }) => ({ __typename: 'Site', id }),
  healthAssociations: async ({ id }, _args, { load }) =>
    isId(id) ? (await load.publishedAt.load(id)).map(shown) : [],
};

export const publishedType: PublishedAssociationResolvers = {
  site: ({ siteId }) => ({ __typename: 'Site', id: siteId }),
};

export const publishedMutations: Pick<MutationResolvers, 'publishAssociation' | 'withdrawAssociation'> = {
  async publishAssociation(_root, { input }, context) {
    const published = await context.publishing.publish(input, context);
    return isProblem(published)
      ? refused(published)
      : { __typename: 'AssociationPublished' as const, published: shown(published) };
  },

  async withdrawAssociation(_root, { input }, context) {
    const withdrawn = await context.publishing.withdraw(input.id, context);
    return isProblem(withdrawn)
      ? refused(withdrawn)
      : { __typename: 'AssociationWithdrawn' as const, id: withdrawn };
  },
};
