/** Asks the service of this container whether it can serve; ends with 0 where it can. For images, which hold no curl. */
const ports: Readonly<Record<string, string | undefined>> = {
  gateway: process.env.PORT ?? '8000',
  auth: process.env.AUTH_PORT ?? '8001',
  readings: process.env.READINGS_PORT ?? '8002',
  sensors: process.env.SENSORS_PORT ?? '8006',
};
const [served = 'gateway'] = (process.env.SERVE ?? 'gateway').split(',');
const port = ports[served.trim()];
const answer = await fetch(`http://127.0.0.1:${port}/ready`, { signal: AbortSignal.timeout(4_000) }).catch(
  () => undefined,
);
process.exit(answer?.ok ? 0 : 1);
