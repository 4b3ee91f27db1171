import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { iso } from '../../support/builders.ts';
import { openHouse } from '../../support/placements.ts';
import { registerMany } from '../sensors.ts';
import { type Format, from, sensorCount, toAfter } from './air.ts';
import { type Watched, watching } from './watch.ts';

export interface Exported extends Watched {
  readonly ms: number;
  readonly cpuMs: number;
  readonly rows: number;
  readonly bytes: number;
}

export interface Exporter {
  /** From the request to READY. */
  export(format: Format): Promise<Exported>;
  /** Milliseconds to the first byte of a sensor's whole series by `/v1/readings.csv`, sensor after sensor. */
  firstBytes(count: number): Promise<readonly number[]>;
  stop(): Promise<unknown>;
}

/** What a process has taken of all cores, ms: the kernel counts hundredths of a second. */
const cpuOf = (pid: number): number => {
  const [, after = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
  const cells = after.split(' ');
  return (Number(cells[11]) + Number(cells[12])) * 10;
};

const request = /* GraphQL */ `
  mutation($input: RequestExportInput!) {
    requestExport(input: $input) {
      ... on ExportRequested { export { id } }
      ... on ExportProblems { problems { field reason } }
    }
  }
`;
const found = 'query($id: ID!) { export(id: $id) { status rows problems { reason } files { bytes rows } } }';
const cancel = 'mutation($id: ID!) { cancelExport(input: { id: $id }) { __typename } }';

/** A whole house on a filled store, asked as its clients ask. */
export const openExporter = async (dataDir: string, hours: number): Promise<Exporter> => {
  const house = await openHouse('one process', { DATA_DIR: dataDir });
  await registerMany(house.client, sensorCount);
  const { token } = await house.member('bench');
  // biome-ignore lint/suspicious/noExplicitAny: answers are read by their names
  const ask = async (query: string, variables: object): Promise<any> => {
    const response = await fetch(`${house.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as { data: unknown; errors?: unknown };
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  };
  const span = { from: iso(from), to: iso(toAfter(hours)) };
  const { pid } = house.rooms();

  const make = async (format: Format) => {
    const { requestExport } = await ask(request, { input: { ...span, format, compression: 'NONE' } });
    if (!requestExport.export) throw new Error(JSON.stringify(requestExport));
    const { id } = requestExport.export;
    for (;;) {
      const { export: made } = await ask(found, { id });
      if (made.status === 'READY')
        return { id, files: made.files as { bytes: number; rows: number | null }[] };
      if (made.status === 'FAILED') throw new Error(JSON.stringify(made.problems));
      await setTimeout(100);
    }
  };

  return {
    async export(format) {
      const watch = await watching(house.url, pid);
      const [began, cpu] = [performance.now(), cpuOf(pid)];
      const { id, files } = await make(format);
      const [ms, cpuMs] = [performance.now() - began, cpuOf(pid) - cpu];
      const seen = await watch.stop();
      await ask(cancel, { id });
      return {
        ...{ ms, cpuMs, ...seen },
        rows: files.reduce((sum, { rows }) => sum + (rows ?? 0), 0),
        bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
      };
    },
    async firstBytes(count) {
      const times: number[] = [];
      for (let n = 0; n < count; n += 1) {
        const address = new URL('/v1/readings.csv', house.url);
        address.search = String(new URLSearchParams({ ...span, sensorId: `bench-${n}`, quantity: 'PM25' }));
        const began = performance.now();
        const response = await fetch(address);
        const reader = response.body?.getReader();
        const { value } = (await reader?.read()) ?? {};
        if (!response.ok || value === undefined) throw new Error(`${response.status} of ${address}`);
        times.push(performance.now() - began);
        while (!(await reader?.read())?.done);
      }
      return times;
    },
    stop: () => house.end(),
  };
};
