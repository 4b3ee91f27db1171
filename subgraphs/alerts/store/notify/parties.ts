import type { Prisma } from '@aqmrg/prisma/client/client.ts';
import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { Receiver } from '../../domain/notify/receiver.ts';
import type { Inhibition, Silence } from '../../domain/notify/silence.ts';
import type { Rule } from '../../domain/rule/rule.ts';
import { inhibitionOf } from '../quiet/inhibitions.ts';
import { silenceOf } from '../quiet/silences.ts';
import { receiverOf } from '../receivers/receiver-rows.ts';

type Client = Prisma.TransactionClient;

/** A rule, as far as it says who is told. Of one that was taken away too: what was told has an end. */
export type TellingRule = Pick<
  Rule,
  'id' | 'revision' | 'organisation' | 'telling' | 'wording' | 'condition'
>;

/** What an organisation wants to be quiet. */
export interface Wishes {
  readonly silences: readonly Silence[];
  readonly inhibitions: readonly Inhibition[];
}

/** More of one organisation are not looked at; it cannot make more. */
const most = 1_000;

/** Whose receivers are told, and what of. */
export const partiesIn = (client: Client) => ({
  async rules(ids: readonly string[]): Promise<ReadonlyMap<string, TellingRule>> {
    const rows = await client.alertRule.findMany({
      where: { id: { in: [...new Set(ids)] } },
      select: { id: true, revision: true, organisationId: true, definition: true },
    });
    return new Map(
      rows.map(({ id, revision, organisationId: organisation, definition }) => {
        const { telling, wording, condition } = definition as unknown as TellingRule;
        return [id, { id, revision, organisation, telling, wording, condition }];
      }),
    );
  },

  /** Those that have not been taken away. */
  async receivers(ids: readonly string[]): Promise<ReadonlyMap<string, Receiver>> {
    const rows = await client.alertReceiver.findMany({
      where: { id: { in: [...new Set(ids)] }, deletedAt: null },
      omit: { sealed: true },
    });
    return new Map(rows.map((row) => [row.id, receiverOf(row)]));
  },

  /** The same, and while this transaction lasts nobody else counts what they may get. */
  async lockReceivers(ids: readonly string[]): Promise<ReadonlyMap<string, Receiver>> {
    if (ids.length === 0) return new Map();
    await client.$queryRaw`
      SELECT 1 FROM alerts.alert_receiver WHERE id = ANY(${[...new Set(ids)]}::text[])
      ORDER BY id FOR NO KEY UPDATE`;
    return this.receivers(ids);
  },

  /** What holds, or will within its time. */
  async wishes(organisations: readonly string[], now: EpochMs): Promise<ReadonlyMap<string, Wishes>> {
    const wanted = [...new Set(organisations)];
    const [silences, inhibitions] = [
      await client.alertSilence.findMany({
        where: {
          organisationId: { in: wanted },
          startsAt: { lte: new Date(now) },
          endsAt: { gt: new Date(now) },
        },
        take: most * wanted.length,
      }),
      await client.alertInhibition.findMany({
        where: { organisationId: { in: wanted } },
        take: most * wanted.length,
      }),
    ];
    return new Map(
      wanted.map((organisation) => {
        const isTheirs = ({ organisationId }: { readonly organisationId: string }): boolean =>
          organisationId === organisation;
        return [
          organisation,
          {
            silences: silences.filter(isTheirs).map(silenceOf),
            inhibitions: inhibitions.filter(isTheirs).map(inhibitionOf),
          },
        ];
      }),
    );
  },
});

export type Parties = ReturnType<typeof partiesIn>;
