import { hourMs, iso } from './builders.ts';
import { seeded } from './seeded.ts';

const dayMs = 24 * hourMs;

/** A count with this mean, by multiplying uniform numbers: Knuth's. */
const poisson = (mean: number, random: () => number): number => {
  const floor = Math.exp(-mean);
  let [count, product] = [0, random()];
  while (product > floor) {
    count += 1;
    product *= random();
  }
  return count;
};

export interface TownDay {
  readonly date: string;
  readonly deaths: number;
  readonly temperature: number;
  readonly humidity: number;
  readonly pm25: number;
}

/** A made-up town in Uganda: its dust follows the season, and 10 µg/m³ more go with 4 % more deaths on the same day. */
export const makeTown = (days: number, firstDay = '2024-01-01'): readonly TownDay[] => {
  const random = seeded(1);
  const start = Date.parse(firstDay);
  let swing = 0;
  return Array.from({ length: days }, (_, day) => {
    const season = Math.cos((2 * Math.PI * day) / 365.25);
    swing = 0.6 * swing + 12 * (random() - 0.5);
    const pm25 = Math.max(4, 40 + 12 * season + swing + 14 * (random() - 0.5));
    const temperature = 23 - 3 * season + 4 * (random() - 0.5);
    const rate = 24 * Math.exp(0.0039 * (pm25 - 40) + 0.1 * season + 0.01 * (temperature - 23));
    return {
      date: iso(start + day * dayMs).slice(0, 10),
      deaths: poisson(rate, random),
      temperature: Number(temperature.toFixed(1)),
      humidity: Number((70 + 15 * (random() - 0.5)).toFixed(1)),
      pm25: Number(pm25.toFixed(1)),
    };
  });
};

export const townCsv = (town: readonly TownDay[]): string =>
  [
    'date,deaths,temperature,humidity,pm25',
    ...town.map(({ date, deaths, temperature, humidity, pm25 }) =>
      [date, deaths, temperature, humidity, pm25].join(),
    ),
  ].join('\n');

/** The hours of the days of the town, as a monitor there would report them: the day's mean, higher by night. Kampala is three hours ahead of UTC all year. */
export const townHours = (town: readonly TownDay[], sensorId: string): readonly Record<string, unknown>[] =>
  town.flatMap(({ date, pm25 }) =>
    Array.from({ length: 24 }, (_, hour) => {
      const start = Date.parse(`${date}T00:00:00+03:00`) + hour * hourMs;
      return {
        ...{ sensorId, quantity: 'PM25', unit: 'MICROGRAM_PER_CUBIC_METRE' },
        ...{ periodStart: iso(start), periodEnd: iso(start + hourMs) },
        value: Number((pm25 + 3 * Math.cos((2 * Math.PI * hour) / 24)).toFixed(2)),
      };
    }),
  );
