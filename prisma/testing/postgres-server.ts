import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { openPgRunner } from '../pg-runner.ts';
import { type EmbeddedServer, startEmbedded } from './embedded-server.ts';

export interface PostgresServer {
  /** An empty database, beside the others; resolves with its url. Its clock does not stand in UTC, so that whatever takes it for that is found out. */
  newDatabase(): Promise<string>;
  stop(): Promise<void>;
}

/** One that can be stopped and started again, with what is in it. */
export interface StoppableServer extends PostgresServer, Pick<EmbeddedServer, 'halt' | 'resume'> {}

/** The server that DATABASE_URL names, else a PostgreSQL 18 of our own. Either way by a user who is no superuser, but may make databases and roles. */
export const startPostgres = async (): Promise<PostgresServer> => {
  const url = process.env.DATABASE_URL;
  return url === undefined || url === '' ? startOwnPostgres() : databasesAt(url);
};

/** Always one of our own, for what would disturb others. */
export const startOwnPostgres = async (): Promise<StoppableServer> => {
  const server = await startEmbedded();
  return { ...databasesAt(server.url, server.stop), halt: server.halt, resume: server.resume };
};

const mayNotEndThose = '42501';
const triesToDrop = 20;

/** The server's own cleaning may be at work in it, which whoever is no superuser cannot end: that is waited for. */
const drop = async (name: string, exec: (script: string) => Promise<unknown>): Promise<void> => {
  for (let tries = 1; ; tries += 1) {
    try {
      await exec(`DROP DATABASE ${name} WITH (FORCE)`);
      return;
    } catch (error) {
      const { code } = error as { readonly code?: string };
      if (code !== mayNotEndThose || tries === triesToDrop) throw error;
      await setTimeout(250);
    }
  }
};

const databasesAt = (url: string, stop?: () => Promise<void>): PostgresServer => {
  const names: string[] = [];
  const asAdmin = async (work: (exec: (script: string) => Promise<unknown>) => Promise<void>) => {
    const admin = await openPgRunner({ connectionString: url });
    await work(admin.exec).finally(() => admin.end());
  };
  return {
    newDatabase: async () => {
      const name = `test_${randomUUID().replaceAll('-', '')}`;
      await asAdmin(async (exec) => {
        await exec(`CREATE DATABASE ${name}`);
        names.push(name);
        await exec(`ALTER DATABASE ${name} SET timezone = 'Africa/Kampala'`);
      });
      const made = new URL(url);
      made.pathname = name;
      return made.href;
    },
    // A server of our own goes with all that is in it.
    stop: () =>
      stop?.() ??
      asAdmin(async (exec) => {
        for (const name of names.splice(0)) await drop(name, exec);
      }),
  };
};
