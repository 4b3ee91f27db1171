import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';
import type { Quiet } from '../../domain/notify/quiet/hush.ts';
import type { NotifyStore } from '../../store/notify/notifying.ts';

const nothing: Quiet = { silences: [], inhibitions: [], openIncidents: [] };

/** What organisations want to be quiet, with the incidents that may keep others so. */
export const quietOf = async (
  { parties, incidents }: Pick<NotifyStore, 'parties' | 'incidents'>,
  organisations: readonly string[],
  now: EpochMs,
): Promise<(organisation: string) => Quiet> => {
  if (organisations.length === 0) return () => nothing;
  const found = new Map<string, Quiet>();
  for (const [organisation, wishes] of await parties.wishes(organisations, now)) {
    const openIncidents = await incidents.openSources(
      organisation,
      wishes.inhibitions.map(({ source }) => source),
    );
    found.set(organisation, { ...wishes, openIncidents });
  }
  return (organisation) => found.get(organisation) ?? nothing;
};
