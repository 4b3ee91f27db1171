import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const dataFolder = process.env.DATA ?? fileURLToPath(new URL('../../../../shared/data', import.meta.url));
const real = join(dataFolder, 'health/chicago_nmmaps_1987_2000.csv');

const days = 5_114;
const dayMs = 86_400_000;
const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** Numbers from 0 to 1 that are the same in each run: Park and Miller 1988. */
const generator = (seed: number) => {
  let state = seed;
  return (): number => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
};

/** As many days as Chicago's, with seasons, gaps and deaths of its size, none of them true. */
const madeUp = (): string => {
  const random = generator(1987);
  const noise = (sd: number): number =>
    sd * Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random());
  const rows = Array.from({ length: days }, (_, i) => {
    const date = new Date(Date.UTC(1987, 0, 1) + i * dayMs);
    const season = Math.cos((2 * Math.PI * (i - 15)) / 365.25);
    const temp = 10 - 13 * season + noise(5);
    const pm10 = random() < 0.02 ? '' : Math.exp(3.4 + noise(0.5)).toFixed(2);
    const death = Math.max(0, Math.round(115 + 9 * season + noise(13)));
    const cells = [
      date.toISOString().slice(0, 10),
      i + 1,
      weekdays[date.getUTCDay()],
      death,
      temp.toFixed(2),
      (1.5 * temp + 20 + noise(6)).toFixed(2),
      pm10,
    ];
    return cells.join(',');
  });
  return `${['date,time,dow,death,temp,dptp,pm10', ...rows].join('\n')}\n`;
};

/** A CSV of 5,114 days: Chicago's where it lies in the folder DATA, else one that is made up and written into `folder`. */
export const chicago = async (
  folder: string,
): Promise<{ readonly file: string; readonly isReal: boolean }> => {
  if (existsSync(real)) return { file: real, isReal: true };
  const file = join(folder, 'made-up.csv');
  await writeFile(file, madeUp());
  return { file, isReal: false };
};
