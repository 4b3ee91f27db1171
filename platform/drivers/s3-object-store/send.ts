import type { S3Client } from '@aws-sdk/client-s3';
import { late } from './failures.ts';

export type Send = S3Client['send'];

/** Sends commands, each with its tries within `ms`: the client's own deadline is for one try, and it rests between them. */
export const sendWithin = (client: S3Client, ms: number): Send => {
  const send = async (command: Parameters<Send>[0]): Promise<unknown> => {
    const giveUp = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        reject(late());
        giveUp.abort();
      }, ms);
    });
    try {
      return await Promise.race([client.send(command, { abortSignal: giveUp.signal }), tooLate]);
    } finally {
      clearTimeout(timer);
    }
  };
  return send as Send;
};
