import { until } from '../../support/client.ts';
import type { Tenant } from './callers.ts';
import type { Subject } from './subjects.ts';

interface Members {
  readonly member: { readonly token: string };
  /** Whose session nobody ends. */
  readonly witness: { readonly token: string };
}

type Ask = (document: string, token: string) => Promise<Record<string, unknown>>;

// biome-ignore lint/suspicious/noExplicitAny: answers are read by their names
type Node = any;

const span = (): string => {
  const now = Date.now();
  return `from: "${new Date(now - 86_400_000).toISOString()}", to: "${new Date(now).toISOString()}"`;
};

/** A tenant's export of its sensor, ready to be downloaded: made anew where it was cancelled. */
export const furnishExports = (tenant: Tenant, ask: Ask, { member, witness }: Members) => {
  const known: string[] = [];
  let made: Promise<string> | undefined;
  const asMember = (document: string): Promise<Node> => ask(document, member.token);

  const make = async (): Promise<string> => {
    const { exports } = await asMember('{ exports { id status } }');
    const ready = exports.find(({ status }: Node) => status === 'READY');
    if (ready) return ready.id;
    const { requestExport } = await asMember(
      `mutation { requestExport(input: { sensorIds: ["sensor-${tenant}"], ${span()} }) { ... on ExportRequested { export { id } } ... on ExportProblems { problems { reason } } } }`,
    );
    const { id } = requestExport.export;
    const { export: done } = await until(
      () => asMember(`{ export(id: "${id}") { status files { url } } }`),
      ({ export: { status } }) => status === 'READY',
    );
    known.push(id, ...done.files.map(({ url }: Node) => url));
    return id;
  };

  return {
    async things(): Promise<Pick<Subject, 'export'>> {
      made ??= make();
      return { export: await made };
    },
    /** It may be gone. */
    look(): void {
      made = undefined;
    },
    /** Once none is under way: what goes on by itself is nobody's doing. */
    shown: (): Promise<unknown> =>
      until(
        () => ask('{ exports { id status } }', witness.token) as Promise<Node>,
        ({ exports }) => exports.every(({ status }: Node) => status !== 'QUEUED' && status !== 'RUNNING'),
      ),
    /** What is nobody's business but the tenant's. */
    secrets: (): readonly string[] => [...new Set(known)],
  };
};
