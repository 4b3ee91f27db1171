import { writeFile } from 'node:fs/promises';
import { compose } from '@aqmrg/gateway/supergraph/compose.ts';
import { type ServiceName, servicePorts } from '@aqmrg/platform/config/schema.ts';
import { typeDefsOf } from '@aqmrg/platform/subgraph/executable.ts';
import { accessPage } from './access-page.ts';
import { rooms } from './rooms.ts';

/** Written here, for people. */
export const accessPageUrl = new URL('../../docs/reference/access.md', import.meta.url);

/** The rooms' schemas as one graph. */
export const composeRooms = () =>
  compose(
    rooms.map((room) => ({
      name: room.name,
      url: `http://127.0.0.1:${servicePorts[room.name as ServiceName]}/graphql`,
      typeDefs: typeDefsOf(room),
    })),
  );

if (import.meta.main) {
  const { supergraphSdl, apiSdl } = composeRooms();
  const schema = (file: string) => new URL(import.meta.resolve(`@aqmrg/schema/${file}`));
  await writeFile(schema('supergraph.graphql'), supergraphSdl);
  await writeFile(schema('api.graphql'), apiSdl);
  await writeFile(accessPageUrl, accessPage(rooms));
}
