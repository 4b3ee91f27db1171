import { lookup } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import { buildConnector } from 'undici';
import { type PrivateRanges, type Reach, reachOf } from './address.ts';
import { refusalOf } from './url.ts';

/** What is sent nowhere. Its message is a sentence for people. */
export class AddressRefused extends Error {}

export interface Found {
  readonly address: string;
  readonly family: number;
}
/** All addresses of a name. */
export type Resolve = (name: string) => Promise<readonly Found[]>;

export const askSystem: Resolve = (name) => lookup(name, { all: true });

type Options = buildConnector.Options;

export interface Guard {
  readonly ranges: PrivateRanges;
  readonly resolve: Resolve;
  /** Whether the networks of one's own are the only ones that may be reached. */
  readonly isPrivateOnly: boolean;
}

const urlOf = ({ protocol, hostname, port }: Options): URL =>
  new URL(`${protocol}//${isIP(hostname) === 6 ? `[${hostname}]` : hostname}${port ? `:${port}` : ''}`);

const judge = (url: URL, reaches: readonly Reach[], isPrivateOnly: boolean): void => {
  for (const reach of reaches) {
    if (isPrivateOnly && reach === 'PUBLIC')
      throw new AddressRefused('It leads out of the networks that are allowed.');
    const refusal = refusalOf(url, reach);
    if (refusal !== undefined) throw new AddressRefused(refusal);
  }
};

/** The addresses that may be connected to. Where one of a name's is forbidden, all are: whoever answers for the name is not to be believed. */
const allowed = async (options: Options, guard: Guard): Promise<Found[]> => {
  const host = options.hostname.replace(/^\[|\]$/g, '');
  const family = isIP(host);
  const found = family === 0 ? await guard.resolve(host) : [{ address: host, family }];
  if (found.length === 0) throw new AddressRefused('Its name leads nowhere.');
  judge(
    urlOf({ ...options, hostname: host }),
    found.map(({ address }) => reachOf(address, guard.ranges)),
    guard.isPrivateOnly,
  );
  return [...found];
};

/** Answers every question with the addresses that were judged: a name that leads elsewhere a moment later is not asked again. */
const pinned =
  (found: readonly Found[]): LookupFunction =>
  (_name, { all }, callback) => {
    const [first] = found as readonly [Found];
    if (all === true) callback(null, [...found]);
    else callback(null, first.address, first.family);
  };

/** Connects to exactly the addresses that were judged. */
export const guardedConnector =
  (guard: Guard, timeoutMs: number): buildConnector.connector =>
  (options, callback) => {
    allowed(options, guard).then(
      (found) =>
        buildConnector({ lookup: pinned(found), timeout: timeoutMs, allowH2: false })(options, callback),
      (error: Error) => callback(error, null),
    );
  };
