import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export interface Mail {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: string;
  readonly isSecure: boolean;
}

/** A real mail server on this machine. `takes`: it answers for a mail that came whole once this resolved. */
export const openMailServer = async ({
  takes = async () => undefined,
  ...options
}: SMTPServerOptions & { readonly takes?: () => Promise<unknown> } = {}) => {
  const mails: Mail[] = [];
  const server = new SMTPServer({
    ...{ authOptional: true, disabledCommands: ['STARTTLS'], logger: false, closeTimeout: 10 },
    onData(stream, session, done) {
      let raw = '';
      stream.setEncoding('utf8').on('data', (chunk: string) => {
        raw += chunk;
      });
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        const from = mailFrom === false ? '' : mailFrom.address;
        mails.push({ from, to: rcptTo.map(({ address }) => address), raw, isSecure: session.secure });
        void takes().then(() => done());
      });
    },
    ...options,
  });
  server.on('error', () => undefined);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.server.address() as AddressInfo;
  return {
    ...{ mails, url: `smtp://127.0.0.1:${port}` },
    close: () => new Promise<void>((closed) => server.close(closed)),
  };
};
