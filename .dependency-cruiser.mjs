// Who may import whom: the table of docs/explanation/architecture.md, enforced. Tests of a folder may also use drivers and vitest.

const room = '^subgraphs/([^/]+)/';
const notTest = '(\\.(test|contract)\\.ts$|/testing/)';
/** What is not ours: packages, and what Node brings. */
const others = ['node_modules', '^node:', '^[a-z0-9_/]+$'];

/** A rule that lets `from` reach only what `to` names among our own folders; npm packages are not judged here. */
const only = (name, comment, from, to) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: notTest },
  to: { pathNot: [...others, ...to] },
});

const shared = ['^schema/', '^platform/(errors|air-quality)/'];
/** What rooms that follow the log have in common. */
const following = ['^platform/live/', '^platform/directory\\.ts$'];
const tools = [
  ...shared,
  ...following,
  '^platform/(access|config|ports|queue)/',
  '^platform/log\\.ts$',
  '^platform/(caller|json-fault)\\.ts$',
  '^platform/observe/meters\\.ts$',
];

const config = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: { pathNot: '^prisma/client/' }, to: { circular: true } },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'rooms-apart',
      comment: 'a room knows another only by its events and the graph',
      severity: 'error',
      from: { path: room },
      to: { path: '^subgraphs/', pathNot: '^subgraphs/$1/' },
    },
    {
      name: 'only-the-front-door',
      comment: 'a room is imported by its index.ts alone',
      severity: 'error',
      from: { pathNot: '^subgraphs/' },
      to: { path: room, pathNot: '^subgraphs/[^/]+/index\\.ts$' },
    },
    {
      name: 'drivers-are-named-in-one-place',
      severity: 'error',
      from: {
        pathNot: ['^infra/run/', '^platform/drivers/', '^tests/', '\\.(services\\.)?test\\.ts$', '/testing/'],
      },
      to: { path: '^platform/drivers/' },
    },
    only('domain-is-pure', 'rules and formulas: no I/O, no clock', `${room}domain/`, [
      '^subgraphs/$1/domain/',
      '^schema/events/',
      '^platform/air-quality/',
      '^platform/ports/series(-files)?\\.ts$',
    ]),
    only('air-quality', 'what several rooms know of the air: as pure as a domain', '^platform/air-quality/', [
      '^platform/air-quality/',
      '^schema/events/',
    ]),
    {
      name: 'domain-knows-events-as-types',
      comment: 'the vocabulary has values as well: the words that units and quantities are',
      severity: 'error',
      from: { path: `${room}domain/`, pathNot: notTest },
      to: {
        path: '^schema/events/',
        pathNot: '^schema/events/vocabulary\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'domain-knows-ports-as-types',
      comment: 'what is asked of a store may be said in its words: aggregates, columns of files',
      severity: 'error',
      from: { path: `${room}domain/`, pathNot: notTest },
      to: { path: '^platform/ports/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'domain-does-no-io',
      comment:
        'of what is not ours it may use hashes, the names of hosts, calendars, and the tails of distributions',
      severity: 'error',
      from: { path: [`${room}domain/`, '^platform/air-quality/'], pathNot: notTest },
      to: { path: others, pathNot: ['^(node:)?(crypto|url)$', 'node_modules/(temporal-polyfill|cephes)/'] },
    },
    only('store', 'what a room keeps, through ports', `${room}store/`, [
      '^subgraphs/$1/(domain|store)/',
      '^platform/ports/',
      '^platform/queue/queue\\.ts$',
      '^platform/log\\.ts$',
      '^platform/subgraph/cursor\\.ts$',
      '^prisma/(client/|(sql|away)\\.ts$)',
      ...shared,
      ...following,
    ]),
    only('actions', 'what a room does', `${room}(actions|consumers|adapters)/`, [
      '^subgraphs/$1/(domain|store|actions|consumers|adapters)/',
      '^ml/runtime/',
      ...tools,
    ]),
    only('edges', "a room's GraphQL and HTTP edges", `${room}(resolvers|routes)/`, [
      '^subgraphs/$1/(domain|store|actions|resolvers|routes)/',
      '^subgraphs/$1/context\\.ts$',
      '^platform/(subgraph|ports)/',
      '^platform/http/(body|body-door|refusal-headers)\\.ts$',
      '^platform/(caller|json-fault|log)\\.ts$',
      ...shared,
      ...following,
    ]),
    only('front-door', 'index.ts stands on the platform, not on drivers', `${room}(index|context)\\.ts$`, [
      '^subgraphs/$1/',
      '^platform/(?!drivers/)',
      '^schema/',
    ]),
    only('gateway', 'never the inside of a room', '^gateway/', [
      '^gateway/',
      '^schema/',
      '^platform/(?!drivers/)',
    ]),
    only('drivers', 'a technology behind a port', '^platform/drivers/', [
      '^platform/(drivers|ports|errors|air-quality)/',
      '^platform/log\\.ts$',
      '^schema/',
      '^prisma/',
    ]),
    only('ports', 'promises in the words of the domain', '^platform/ports/', [
      '^platform/(ports|errors)/',
      '^schema/',
      '^prisma/client/',
    ]),
    only('platform', 'the ground: it knows nobody who stands on it', '^platform/(?!drivers/|ports/)', [
      '^platform/(?!drivers/)',
      '^schema/',
    ]),
    only('models', 'what runs them knows readings and ports', '^ml/runtime/', [
      '^ml/runtime/',
      '^schema/',
      '^platform/ports/',
    ]),
    only('schema', 'it knows nobody', '^schema/', ['^schema/']),
    only('prisma', 'it knows nobody', '^prisma/(?!client/)', ['^prisma/']),
    {
      name: 'tests',
      comment: 'they come from outside: a room is tested from within by its own',
      severity: 'error',
      from: { path: '^tests/' },
      to: {
        pathNot: [
          ...others,
          '^tests/',
          '^infra/run/',
          '^gateway/',
          '^ml/runtime/index[.]ts$',
          '^platform/',
          '^schema/',
        ],
      },
    },
    {
      name: 'not-from-tests',
      comment: 'what runs needs nothing that was made to test it',
      severity: 'error',
      from: { pathNot: ['^tests/', notTest] },
      to: { path: ['^tests/', notTest], pathNot: 'node_modules' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: {
      path: [
        '^tests/load/peers/',
        '^schema/client/dist/',
        '\\.generated\\.ts$',
        '^prisma/client/internal',
        '^prisma/client/models',
      ],
    },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    moduleSystems: ['es6'],
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
      extensions: ['.ts', '.js', '.mjs', '.json'],
    },
  },
};

export default config;
