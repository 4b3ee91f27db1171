import { describe, expect, it } from 'vitest';
import {
  hourMs,
  makeIncident,
  makeOver,
  makeSilence,
  minuteMs,
  monday,
} from '../../../testing/notify/make.ts';
import { escalate, escalateAt } from './escalate.ts';

const escalation = [
  { afterMs: 10 * minuteMs, receiverIds: ['lead'] },
  { afterMs: 30 * minuteMs, receiverIds: ['lead', 'boss'] },
];
const asked = {
  incident: makeIncident(),
  escalation,
  taken: 0,
  silences: [],
  inhibitions: [],
  openIncidents: [],
};

describe('what nobody acknowledges', () => {
  it('is told to others, each step once', () => {
    expect(escalate(asked, monday)).toEqual({ receiverIds: [], taken: 0, nextAt: monday + 10 * minuteMs });
    const first = escalate(asked, monday + 10 * minuteMs);
    expect(first).toEqual({ receiverIds: ['lead'], taken: 1, nextAt: monday + 30 * minuteMs });
    expect(escalate({ ...asked, taken: 1 }, monday + 10 * minuteMs).receiverIds).toEqual([]);
    expect(escalate({ ...asked, taken: 1 }, monday + hourMs)).toEqual({
      receiverIds: ['lead', 'boss'],
      taken: 2,
      nextAt: null,
    });
  });

  it('is told to all who are due at once where nobody looked for a while', () => {
    expect(escalate(asked, monday + hourMs)).toMatchObject({ receiverIds: ['lead', 'boss'], taken: 2 });
  });

  it('is told to nobody once it is acknowledged or over', () => {
    for (const incident of [makeIncident({ acknowledgedAt: monday }), makeOver()]) {
      expect(escalateAt({ ...asked, incident })).toBeNull();
      expect(escalate({ ...asked, incident }, monday + hourMs)).toEqual({
        receiverIds: [],
        taken: 0,
        nextAt: null,
      });
    }
  });

  it('waits while it is kept quiet', () => {
    const silences = [makeSilence({ endsAt: monday + 11 * minuteMs })];
    expect(escalate({ ...asked, silences }, monday + 10 * minuteMs + 1)).toMatchObject({
      receiverIds: [],
      nextAt: monday + 11 * minuteMs,
    });
  });

  it('counts from when it was known here', () => {
    const late = makeIncident({ firedAt: monday - 5 * hourMs });
    expect(escalateAt({ ...asked, incident: late })).toBe(monday + 10 * minuteMs);
  });
});
