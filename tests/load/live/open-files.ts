import { readFileSync } from 'node:fs';

/** What processes hold open besides their clients. */
const besides = 300;

/** Throws, with what to do, where this process and those that it starts may not open so many sockets. */
export const requireOpenFiles = (clients: number): void => {
  if (process.platform !== 'linux') return;
  const limits = readFileSync('/proc/self/limits', 'utf8');
  // Node raises what counts to the hard limit by itself
  const hard = /^Max open files\s+\S+\s+(\S+)/m.exec(limits)?.[1] ?? '';
  if (hard === 'unlimited' || Number(hard) >= clients + besides) return;
  throw new Error(
    `${clients} clients need as many open files, and ${hard} are allowed here: run "ulimit -n ${clients + besides}" first ` +
      '(as root, or with a higher "nofile" in limits.conf or --ulimit of the container), or set CLIENTS to fewer.',
  );
};
