import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

const listening = '0A';

const linesOf = (file: string): readonly string[] => {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch {
    return [];
  }
};

/** The socket that listens on a port of this machine, as Linux counts them. */
const socketAt = (port: number): string | undefined => {
  const wanted = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  for (const line of [...linesOf('/proc/net/tcp'), ...linesOf('/proc/net/tcp6')]) {
    const fields = line.trim().split(/\s+/);
    if (fields[1]?.endsWith(wanted) && fields[3] === listening) return fields[9];
  }
  return undefined;
};

/** Where a link leads; nowhere when it is gone meanwhile, or is not ours to see. */
const targetOf = (link: string): string | undefined => {
  try {
    return readlinkSync(link);
  } catch {
    return undefined;
  }
};

const holds = (pid: string, target: string): boolean => {
  const folder = `/proc/${pid}/fd`;
  try {
    return readdirSync(folder).some((fd) => targetOf(`${folder}/${fd}`) === target);
  } catch {
    return false;
  }
};

const parentOf = (pid: string): string | undefined =>
  linesOf(`/proc/${pid}/stat`)[0]?.split(') ').at(-1)?.split(' ')[1];

/** The process that serves a port of this machine, and those that it has made; none where they cannot be seen. */
export const servingAt = (port: number): readonly number[] => {
  const socket = process.platform === 'linux' ? socketAt(port) : undefined;
  if (socket === undefined) return [];
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const server = pids.find((pid) => holds(pid, `socket:[${socket}]`));
  if (server === undefined) return [];
  return [server, ...pids.filter((pid) => parentOf(pid) === server)].map(Number);
};
