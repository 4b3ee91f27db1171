import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Contestant } from './houses.ts';
import { bytesOfBuckets, bytesOfSchema, bytesOfTopics, serversHere } from './leftovers.ts';
import type { Figures } from './report.ts';
import { memoryOf } from './use.ts';

const run = promisify(execFile);

const bytesOfFolder = async (folder: string): Promise<number> =>
  Number((await run('du', ['-sk', folder])).stdout.split('\t')[0]) * 1_024;

const bytesOnDisks = async ({ place }: Contestant, rows: number, sensors: number): Promise<Figures> => {
  if ('dataDir' in place)
    return { disk_bytes_per_reading_embedded: (await bytesOfFolder(place.dataDir)) / rows };
  const { brokers, influx } = serversHere();
  const topics = await bytesOfTopics(brokers, `${place.namespace}.`);
  return {
    reported_bytes_per_reading: (topics.get('readings.reported') ?? Number.NaN) / rows,
    accepted_bytes_per_reading: (topics.get('readings.accepted') ?? Number.NaN) / rows,
    influx_bytes_per_reading: (await bytesOfBuckets(influx, `${place.namespace}-`)) / rows,
    postgres_bytes_per_sensor: (await bytesOfSchema(place.databaseUrl, 'sensors')) / sensors,
  };
};

/** What a contestant takes in memory and on disks after so many readings. */
export const sizesOf = async (contestant: Contestant, rows: number, sensors: number): Promise<Figures> => {
  const memory = await memoryOf(contestant);
  return {
    ...Object.fromEntries([...memory].map(([part, mb]) => [`${part}_mb_${contestant.key}`, mb])),
    ...(await bytesOnDisks(contestant, rows, sensors)),
  };
};
