import { describe, expect, it } from 'vitest';
import { localClocks } from './local-clock.ts';

const at = (iso: string) => localClocks(Date.parse(iso));

describe('a local clock', () => {
  it('shows the start of the last hour before the origin, and of each target hour', () => {
    const clock = at('2023-12-31T20:00:00Z')('Africa/Kampala');
    expect(clock.origin).toEqual({ hour: 22, dayOfYear: 365 });
    expect(clock.target.PT4H).toEqual({ hour: 2, dayOfYear: 1 });
    expect(clock.target.PT24H).toEqual({ hour: 22, dayOfYear: 1 });
    expect(clock.target.PT72H).toEqual({ hour: 22, dayOfYear: 3 });
  });

  it('counts days from that of the last hour: at midnight from the day that is over', () => {
    expect(at('2023-06-30T21:00:00Z')('Africa/Kampala').target.D1).toEqual({ hour: 12, dayOfYear: 182 });
    expect(at('2023-06-30T22:00:00Z')('Africa/Kampala').target.D1).toEqual({ hour: 12, dayOfYear: 183 });
  });

  it('follows summer time between origin and target', () => {
    const clock = at('2024-03-30T12:00:00Z')('Europe/Paris');
    expect(clock.origin.hour).toBe(12);
    expect(clock.target.PT24H.hour).toBe(13);
  });

  it('knows zones of half and quarter hours', () => {
    expect(at('2023-01-10T00:00:00Z')('Asia/Kathmandu').origin).toEqual({ hour: 4, dayOfYear: 10 });
  });

  it('is that of UTC where the zone does not exist', () => {
    const clocks = at('2023-01-10T00:00:00Z');
    expect(clocks('Mars/Base')).toEqual(clocks('UTC'));
  });
});
