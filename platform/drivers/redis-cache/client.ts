import { createClient } from 'redis';
import { badInput } from '../../errors/air-error.ts';
import { scripts } from './scripts.ts';

export interface ServerOptions {
  readonly url: string;
  readonly ca: string | undefined;
  readonly connectTimeoutMs: number;
}

export type Client = ReturnType<typeof clientFor>;

const isFine = (url: string): boolean => {
  try {
    const { protocol, username, password } = new URL(url);
    decodeURIComponent(username + password);
    return protocol === 'redis:' || protocol === 'rediss:';
  } catch {
    return false;
  }
};

export const checkUrl = (url: string): void => {
  // without a cause: it would hold the URL, and with it a password
  if (!isFine(url)) throw badInput('url', 'The URL of the cache is redis://… or rediss://….');
};

/**
 * For one connection: it neither comes back nor lets anything wait for that. The library's own way to come back does not see a server that is silent, and its
 * command timeout ends only what was not sent yet.
 */
export const clientFor = ({ url, ca, connectTimeoutMs }: ServerOptions) => {
  const socket = { connectTimeout: connectTimeoutMs, reconnectStrategy: false } as const;
  const isTls = new URL(url).protocol === 'rediss:';
  return createClient({
    url,
    socket: isTls ? { ...socket, tls: true, ...(ca === undefined ? {} : { ca }) } : socket,
    disableOfflineQueue: true,
    commandOptions: { timeout: 0 },
    maintNotifications: 'disabled',
    scripts,
  });
};
