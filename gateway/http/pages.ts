import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import helmet from '@fastify/helmet';
import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { mayExplore } from '../access/explore.ts';
import { firstQuery } from './first-query.ts';
import type { Judge } from './judging.ts';
import { graphiqlHeaders, landingHeaders, sandboxHeaders } from './page-headers.ts';

const html = (reply: FastifyReply, body: string) => reply.type('text/html; charset=utf-8').send(body);

const explorers = /* HTML */ `<li><a href="/sandbox">Apollo Sandbox</a>: explore and query (loads from Apollo's servers)</li>
<li><a href="/graphiql">GraphiQL</a>: the same without internet, with subscriptions</li>
<li><a href="/schema.graphql">/schema.graphql</a>: the schema, for generating typed clients</li>`;

const landing = (explore: boolean): string => /* HTML */ `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>AQMRG Air Graph</title>
<style>
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 44rem; margin: 3rem auto; padding: 0 1rem; color: #1b2733; }
a { color: #0b62a4; } code, pre { font-size: .9rem; background: #f2f5f8; border-radius: .3rem; }
code { padding: .1rem .3rem; } pre { padding: .8rem; overflow-x: auto; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid #dfe5ea; }
td:last-child { white-space: nowrap; }
.chip { display: inline-block; width: .8rem; height: .8rem; border-radius: 50%; margin-right: .4rem; vertical-align: -1px; border: 1px solid #0003; }
</style>
</head>
<body>
<h1>AQMRG Air Graph</h1>
<p>Sensors, readings and air quality indices as one GraphQL graph, live.</p>
<ul>
${explore ? explorers : ''}
<li><code>POST /graphql</code>, <code>ws://…/graphql</code>, <code>POST /v1/readings</code>, <a href="/health">/health</a>, <a href="/ready">/ready</a></li>
</ul>
<h2>The newest air</h2>
<p id="note"></p>
<table><thead><tr><th>Monitor</th><th>PM2.5, µg/m³</th><th>US AQI</th><th>Hour that ended</th></tr></thead><tbody id="rows"><tr><td colspan="4">Loading…</td></tr></tbody></table>
<h2>The query behind it</h2>
<pre id="query"></pre>
<h2>Get in</h2>
<p>Reading needs no account. Reporting and managing do: sign in with the mutation <code>signIn</code>, or make a key with <code>createApiKey</code>, and send what you get as
<code>Authorization: Bearer …</code>. While nobody is Admin, the start has printed how to make the first one; <code>docs/how-to/get-in.md</code> tells the rest.</p>
<script type="module">
const query = ${JSON.stringify(firstQuery)};
document.getElementById('query').textContent = query;
const cell = (text) => Object.assign(document.createElement('td'), { textContent: text });
const refresh = async () => {
  const response = await fetch('/graphql', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query }) });
  const { data } = await response.json();
  const rows = (data?.sensors?.nodes ?? []).map((sensor) => {
    const row = document.createElement('tr');
    const reading = sensor.latest?.[0];
    const index = cell(sensor.aqi?.index ?? sensor.aqi?.reason ?? '');
    if (sensor.aqi?.color) {
      const chip = Object.assign(document.createElement('span'), { className: 'chip', title: sensor.aqi.category });
      chip.style.background = sensor.aqi.color;
      index.prepend(chip);
    }
    row.append(cell(sensor.name), cell(reading ? reading.value.toFixed(1) : '–'), index, cell(reading ? reading.periodEnd.slice(0, 16).replace('T', ' ') + ' UTC' : '–'));
    return row;
  });
  document.getElementById('rows').replaceChildren(...rows);
  const replayed = (data?.sensors?.nodes ?? []).some((sensor) => sensor.latest?.[0]?.provenance.replay);
  document.getElementById('note').textContent = replayed ? 'These are recordings of 2023, replayed at the same day and hour; each reading says so in its provenance.' : '';
};
await refresh();
setInterval(refresh, 15000);
</script>
</body>
</html>`;

const sandbox = /* HTML */ `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Apollo Sandbox · AQMRG Air Graph</title>
<style>html, body, #sandbox { height: 100%; margin: 0; } p { font: 1rem system-ui, sans-serif; padding: 2rem; }</style></head>
<body>
<div id="sandbox"><p id="offline">Apollo Sandbox loads from Apollo's servers. Without internet, use <a href="/graphiql">GraphiQL</a>.</p></div>
<script src="https://embeddable-sandbox.cdn.apollographql.com/_latest/embeddable-sandbox.umd.production.min.js"></script>
<script type="module">
if (window.EmbeddedSandbox) {
  document.getElementById('offline').remove();
  new window.EmbeddedSandbox({
    target: '#sandbox',
    initialEndpoint: location.origin + '/graphql',
    initialSubscriptionEndpoint: location.origin.replace(/^http/, 'ws') + '/graphql',
    runTelemetry: false,
    initialState: { document: ${JSON.stringify(firstQuery)} },
  });
}
</script>
</body>
</html>`;

const graphiql = (): string =>
  renderGraphiQL({
    title: 'AQMRG Air Graph',
    endpoint: '/graphql',
    subscriptionsProtocol: 'WS',
    defaultQuery: firstQuery,
  });

export interface PagesOptions {
  readonly apiSdl: string;
  /** Whether strangers may explore; only then are there pages to explore with. */
  readonly explore: boolean;
  readonly judge: Judge;
}

/** The pages for people: what is here and, where strangers may explore, Apollo Sandbox and a GraphiQL that needs no internet. */
export const mountPages = async (
  app: FastifyInstance,
  { apiSdl, explore, judge }: PagesOptions,
): Promise<void> => {
  app.get('/schema.graphql', async (request, reply) => {
    const { caller } = await judge(request);
    if (!mayExplore(caller, explore))
      throw new AirError('UNAUTHENTICATED', 'The schema is told to callers who are signed in.');
    return reply.type('text/plain; charset=utf-8').send(apiSdl);
  });
  const home = landing(explore);
  await app.register(async (scope) => {
    scope.addHook('onRequest', (_request, reply, done) => {
      // that of data, which would not let them work
      reply.removeHeader('content-security-policy');
      done();
    });
    await scope.register(helmet, { global: false });
    const show = (path: string, page: string, headersOf: typeof landingHeaders): void => {
      scope.get(path, { helmet: headersOf(page) }, (_request, reply) => html(reply, page));
    };
    show('/', home, landingHeaders);
    if (!explore) return;
    show('/sandbox', sandbox, sandboxHeaders);
    show('/graphiql', graphiql(), graphiqlHeaders);
  });
};
