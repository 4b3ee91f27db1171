import { createTransport } from 'nodemailer';

export interface SmtpSettings {
  /** `smtp://user:password@host:587`, or `smtps://` for TLS from the start. */
  readonly url: string;
  /** What is done about TLS where it does not begin with it: nothing is sent without it, it is used where it is offered, or not at all. */
  readonly tls: 'required' | 'offered' | 'off';
  /** PEM of the authorities that it is believed by; null: those of the system. */
  readonly ca: string | null;
  /** Milliseconds until it is reached and greets. */
  readonly patienceMs: number;
  /** Milliseconds until it answers what it is told. */
  readonly answersWithinMs: number;
}

const connections = 5;

/** A pool of connections to one mail server. Throws where the address is none. */
export const openSmtp = ({ url, tls, ca, patienceMs, answersWithinMs }: SmtpSettings) => {
  const { protocol, hostname, port, username, password } = new URL(url);
  const isSecure = protocol === 'smtps:';
  const user = decodeURIComponent(username);
  return createTransport({
    ...{ pool: true, maxConnections: connections, maxMessages: 100 },
    ...{ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || (isSecure ? 465 : 587)) },
    ...{ secure: isSecure, requireTLS: tls === 'required', ignoreTLS: tls === 'off' },
    ...(user === '' ? {} : { auth: { user, pass: decodeURIComponent(password) } }),
    tls: { minVersion: 'TLSv1.2', ...(ca === null ? {} : { ca }) },
    ...{ connectionTimeout: patienceMs, greetingTimeout: patienceMs, dnsTimeout: patienceMs },
    ...{ socketTimeout: answersWithinMs, disableFileAccess: true, disableUrlAccess: true, logger: false },
  });
};
