import { createDeadlines } from '@aqmrg/platform/deadline.ts';
import type { SubgraphLink } from '@aqmrg/platform/subgraph/link.ts';
import { NoAnswer } from './failures.ts';
import { withExecute } from './links.ts';

/** Answers at the deadline, and when the client leaves, whether or not the link heeds its signal. */
export const withDeadline = (link: SubgraphLink, ms: number): SubgraphLink => {
  const deadlines = createDeadlines(ms);
  const message = `The ${link.name} subgraph did not answer within ${ms / 1_000} s.`;

  return withExecute(
    link,
    (request) =>
      new Promise((resolve, reject) => {
        const { signal } = request;
        const upstream = new AbortController();
        const giveUp = (reason: unknown): void => {
          end();
          reject(reason);
          upstream.abort(reason);
        };
        const leave = (): void => giveUp(signal.reason);
        const cancel = deadlines.start(() => giveUp(new NoAnswer('deadline', message)));
        const end = (): void => {
          cancel();
          signal.removeEventListener('abort', leave);
        };
        if (signal.aborted) return leave();
        signal.addEventListener('abort', leave);
        link.execute({ ...request, signal: upstream.signal }).then(
          (result) => {
            end();
            resolve(result);
          },
          (error: unknown) => {
            end();
            reject(error);
          },
        );
      }),
  );
};
