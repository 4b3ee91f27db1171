import type { Published } from '../domain/cap/published.ts';
import { makeIncident, pm25Above } from './notices.ts';

export const makePublished = ({
  incident = {},
  ...changes
}: Partial<Omit<Published, 'incident'>> & {
  readonly incident?: Parameters<typeof makeIncident>[0];
} = {}): Published => {
  const made = makeIncident(incident);
  return {
    ...{
      incident: made,
      standing: { isPublished: true, isApproved: true },
      condition: pm25Above,
      area: null,
    },
    steps: [{ kind: 'RAISED', writtenAt: made.raisedAt, value: 61 }],
    ...changes,
  };
};
