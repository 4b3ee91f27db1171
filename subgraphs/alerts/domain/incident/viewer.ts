import type { Incident } from '@aqmrg/schema/events/alerts.ts';

/** Whom an incident is shown to. */
export interface Viewer {
  /** Whose member it is; null: a stranger. */
  readonly organisation: string | null;
  /** An Admin, who looks after what is the house's own and nobody's in particular. */
  readonly keepsHouse: boolean;
}

export const stranger: Viewer = { organisation: null, keepsHouse: false };

/** Whether it is theirs to look after, and to know who does: their own organisation's alone, Admins too, who have the house's own besides. */
export const isTheirs = ({ organisation }: Pick<Incident, 'organisation'>, viewer: Viewer): boolean =>
  organisation === null ? viewer.keepsHouse : organisation === viewer.organisation;

/** `isPublished`: an Admin shows what its rule raises to everybody. */
export const maySee = (
  incident: Pick<Incident, 'organisation'>,
  isPublished: boolean,
  viewer: Viewer,
): boolean => isPublished || isTheirs(incident, viewer);
