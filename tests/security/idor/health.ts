import { until } from '../../support/client.ts';
import type { Tenant } from './callers.ts';
import { healthSeriesInput, type Subject } from './subjects.ts';

interface Members {
  readonly member: { readonly token: string };
  /** Whose session nobody ends. */
  readonly witness: { readonly token: string };
  readonly owner: { readonly token: string };
}

type Ask = (document: string, token: string) => Promise<Record<string, unknown>>;
type Things = Pick<Subject, 'series' | 'run' | 'published'>;

// biome-ignore lint/suspicious/noExplicitAny: answers are read by their names
type Node = any;

const siteOf = (tenant: Tenant): string => `site(id: "site-${tenant}") { healthAssociations { id title } }`;

/** A tenant's health series, a run on it, and what it publishes: made anew where they were removed. */
export const furnishHealth = (tenant: Tenant, ask: Ask, { member, owner, witness }: Members) => {
  const known: string[] = [];
  let made = 0;
  let things: Promise<Things> | undefined;
  const asMember = (document: string): Promise<Node> => ask(document, member.token);

  const series = async (): Promise<string> => {
    const { healthSeries } = await asMember('{ healthSeries { id name } }');
    const there = healthSeries.find(({ name }: Node) => name.startsWith('health-of'));
    if (there) return there.id;
    made += 1;
    const input = healthSeriesInput(`health-of-${tenant}-${made}`);
    const { uploadHealthSeries } = await asMember(
      `mutation { uploadHealthSeries(input: ${input}) { ... on HealthSeriesUploaded { healthSeries { id name } } ... on AnalysisProblems { problems { reason } } } }`,
    );
    const { id, name } = uploadHealthSeries.healthSeries;
    known.push(id, name);
    return id;
  };

  const run = async (of: string): Promise<string> => {
    const input = `{ healthSeriesId: "${of}", exposures: [{ column: "pm25" }] }`;
    const { startAssociation } = await asMember(
      `mutation { startAssociation(input: ${input}) { ... on AssociationStarted { run { id } } } }`,
    );
    const { id } = startAssociation.run;
    await until(
      () => asMember(`{ associationRun(id: "${id}") { status } }`),
      ({ associationRun }) => associationRun.status === 'DONE',
    );
    known.push(id);
    return id;
  };

  const published = async (of: string): Promise<string> => {
    const { site } = (await asMember(`{ ${siteOf(tenant)} }`)) as Node;
    const [there] = site.healthAssociations;
    if (there) return there.id;
    const input = `{ runId: "${of}", siteId: "site-${tenant}", title: "T", note: "N" }`;
    const { publishAssociation } = (await ask(
      `mutation { publishAssociation(input: ${input}) { ... on AssociationPublished { published { id } } } }`,
      owner.token,
    )) as Node;
    return publishAssociation.published.id;
  };

  const make = async (): Promise<Things> => {
    const ofSeries = await series();
    const ofRun = await run(ofSeries);
    return { series: ofSeries, run: ofRun, published: await published(ofRun) };
  };

  return {
    things(): Promise<Things> {
      things ??= make();
      return things;
    },
    /** Something of it may be gone. */
    look(): void {
      things = undefined;
    },
    shown: (): Promise<unknown> =>
      ask(`{ healthSeries { id name } associationRuns { id status } ${siteOf(tenant)} }`, witness.token),
    /** What is nobody's business but the tenant's. */
    secrets: (): readonly string[] => [...new Set(known)],
  };
};
