const benches: Readonly<Record<string, () => Promise<{ bench: () => Promise<Record<string, number>> }>>> = {
  alerts: () => import('./alerts.ts'),
  associations: () => import('./associations.ts'),
  auth: () => import('./auth.ts'),
  exports: () => import('./exports.ts'),
  forecasts: () => import('./forecasts.ts'),
  gateway: () => import('./gateway.ts'),
  ingest: () => import('./ingest.ts'),
  live: () => import('./live.ts'),
  scale: () => import('./scale.ts'),
  series: () => import('./series.ts'),
};

const name = process.argv[2] ?? '';
const load = benches[name];
if (!load) {
  process.stderr.write(
    `Usage: npm run bench -- NAME, with NAME one of: ${Object.keys(benches).join(', ')}\n`,
  );
  process.exit(1);
}
const { bench } = await load();
const figures = await bench();
process.stdout.write(`${JSON.stringify({ bench: name, figures })}\n`);
process.exit(0);
