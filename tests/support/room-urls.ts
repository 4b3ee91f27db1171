import { serviceNames } from '@aqmrg/platform/config/schema.ts';
import { freePort } from './free-port.ts';

/** Every subgraph. */
export const roomNames = serviceNames.filter((name) => name !== 'gateway');

/** The variable that says where a subgraph is reached. */
export const urlVariable = (room: string): string => `${room.toUpperCase()}_URL`;

/** A free place for each subgraph, as the environment has it. */
export const freeRoomUrls = async (): Promise<Record<string, string>> =>
  Object.fromEntries(
    await Promise.all(
      roomNames.map(async (room) => [urlVariable(room), `http://127.0.0.1:${await freePort()}`]),
    ),
  );
