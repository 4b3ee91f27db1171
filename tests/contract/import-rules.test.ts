import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const repository = fileURLToPath(new URL('../../', import.meta.url));
const configFile = join(repository, '.dependency-cruiser.mjs');

/** A house of two rooms: each line is an import that its rule is there to refuse. */
const forbidden: readonly (readonly [rule: string, from: string, to: string])[] = [
  ['no-circular', 'platform/about.ts', 'platform/round.ts'],
  ['resolvable', 'platform/lost.ts', 'platform/nowhere.ts'],
  ['rooms-apart', 'subgraphs/one/index.ts', 'subgraphs/two/index.ts'],
  ['only-the-front-door', 'infra/run/peeping.ts', 'subgraphs/one/store/rows.ts'],
  ['drivers-are-named-in-one-place', 'gateway/http/direct.ts', 'platform/drivers/disk.ts'],
  ['domain-is-pure', 'subgraphs/one/domain/asking.ts', 'platform/ports/database.ts'],
  ['air-quality', 'platform/air-quality/asking.ts', 'platform/ports/series.ts'],
  ['domain-knows-events-as-types', 'subgraphs/one/domain/telling.ts', 'schema/events/sensors.ts'],
  ['domain-knows-ports-as-types', 'subgraphs/one/domain/storing.ts', 'platform/ports/series.ts'],
  ['domain-does-no-io', 'subgraphs/one/domain/reading.ts', 'node:fs'],
  ['domain-does-no-io', 'subgraphs/one/domain/waiting.ts', 'node:timers/promises'],
  ['domain-does-no-io', 'subgraphs/one/domain/keeping.ts', 'node:sqlite'],
  ['domain-does-no-io', 'subgraphs/one/domain/querying.ts', 'pg'],
  ['domain-does-no-io', 'subgraphs/one/domain/fetching.ts', 'undici'],
  ['domain-does-no-io', 'subgraphs/one/domain/calling.ts', 'ws'],
  ['domain-does-no-io', 'platform/air-quality/reading.ts', 'node:fs'],
  ['store', 'subgraphs/one/store/acting.ts', 'subgraphs/one/actions/act.ts'],
  ['actions', 'subgraphs/one/actions/resolving.ts', 'subgraphs/one/resolvers/edge.ts'],
  ['edges', 'subgraphs/one/resolvers/hearing.ts', 'subgraphs/one/consumers/hear.ts'],
  ['front-door', 'subgraphs/one/context.ts', 'gateway/index.ts'],
  ['gateway', 'gateway/index.ts', 'infra/run/start.ts'],
  ['drivers', 'platform/drivers/judging.ts', 'platform/access/identity.ts'],
  ['ports', 'platform/ports/drawn.ts', 'platform/http/app.ts'],
  ['platform', 'platform/http/leaning.ts', 'gateway/http/rates.ts'],
  ['platform', 'platform/access/leaning.ts', 'infra/run/rooms.ts'],
  ['models', 'ml/runtime/asking.ts', 'platform/http/app.ts'],
  ['schema', 'schema/client/asking.ts', 'platform/errors/air-error.ts'],
  ['prisma', 'prisma/migrating.ts', 'platform/errors/air-error.ts'],
  ['tests', 'tests/e2e/peeping.test.ts', 'subgraphs/two/index.ts'],
  ['not-from-tests', 'subgraphs/one/domain/pretending.ts', 'subgraphs/one/domain/testing/make.ts'],
  ['not-from-tests', 'infra/run/pretending.ts', 'tests/support/builders.ts'],
];

/** The way back of the circle, which is told once. */
const back = ['platform/round.ts', 'platform/about.ts'] as const;

/** What the same house may do. */
const allowed: readonly (readonly [from: string, to: string])[] = [
  ['subgraphs/one/domain/hashing.ts', 'node:crypto'],
  ['subgraphs/one/domain/naming.ts', 'schema/events/vocabulary.ts'],
  ['subgraphs/one/domain/counting.ts', 'temporal-polyfill'],
  ['subgraphs/one/domain/judging.ts', 'platform/air-quality/tables.ts'],
  ['subgraphs/one/store/writing.ts', 'platform/ports/database.ts'],
  ['subgraphs/one/store/following.ts', 'platform/live/source.ts'],
  ['subgraphs/one/resolvers/showing.ts', 'platform/air-quality/tables.ts'],
  ['subgraphs/one/actions/finding.ts', 'platform/directory.ts'],
  ['subgraphs/one/resolvers/streaming.ts', 'platform/live/stream.ts'],
  ['subgraphs/one/actions/predicting.ts', 'ml/runtime/predict.ts'],
  ['subgraphs/one/actions/acting.test.ts', 'subgraphs/one/testing/room.ts'],
  ['platform/drivers/keeping.ts', 'prisma/client/client.ts'],
  ['infra/run/starting.ts', 'platform/drivers/disk.ts'],
  ['infra/run/opening.ts', 'subgraphs/two/index.ts'],
  ['tests/e2e/starting.test.ts', 'infra/run/rooms.ts'],
];

const isFile = (to: string): boolean => to.endsWith('.ts');
const importOf = (from: string, to: string): string => {
  const path = relative(dirname(from), to);
  return `import '${isFile(to) ? (path.startsWith('.') ? path : `./${path}`) : to}';\n`;
};
const { forbidden: rules } = (
  (await import(pathToFileURL(configFile).href)) as {
    default: { forbidden: readonly { readonly name: string }[] };
  }
).default;

describe('the rules of who may import whom', () => {
  let house: string;
  let violations: readonly { readonly from: string; readonly to: string; readonly rule: { name: string } }[];
  beforeAll(async () => {
    house = await mkdtemp(join(tmpdir(), 'air-graph-imports-'));
    await symlink(join(repository, 'node_modules'), join(house, 'node_modules'));
    await symlink(join(repository, 'tsconfig.json'), join(house, 'tsconfig.json'));
    const files = new Map<string, string>();
    const refused = forbidden.map(([, from, to]) => [from, to] as const);
    for (const [from, to] of [...refused, back, ...allowed]) {
      files.set(from, (files.get(from) ?? '') + importOf(from, to));
      if (isFile(to) && !to.includes('nowhere')) files.set(to, files.get(to) ?? 'export {};\n');
    }
    for (const [file, text] of files) {
      await mkdir(dirname(join(house, file)), { recursive: true });
      await writeFile(join(house, file), text);
    }
    const depcruise = join(repository, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
    const folders = [...new Set([...files.keys()].map((file) => file.split('/')[0] as string))];
    const args = [depcruise, '--config', configFile, '--output-type', 'json', ...folders];
    const { stdout, stderr } = await promisify(execFile)(process.execPath, args, {
      cwd: house,
      maxBuffer: 16_000_000,
    }).catch((error: { readonly stdout: string; readonly stderr: string }) => error);
    if (stdout === '') throw new Error(stderr);
    violations = JSON.parse(stdout).summary.violations;
  });
  afterAll(() => rm(house, { recursive: true, force: true }));

  const shown = (from: string, rule: string) => `${rule}: ${from}`;

  it('are all tried', () => {
    expect(new Set(forbidden.map(([rule]) => rule))).toEqual(new Set(rules.map(({ name }) => name)));
  });

  it('refuse each import that they are there to refuse', () => {
    const found = violations.map(({ from, rule }) => shown(from, rule.name));
    expect(forbidden.map(([rule, from]) => shown(from, rule)).filter((one) => !found.includes(one))).toEqual(
      [],
    );
  });

  it('refuse nothing of what the house may do', () => {
    const files = new Set(allowed.map(([from]) => from));
    expect(violations.filter(({ from }) => files.has(from))).toEqual([]);
  });
});

/** What tells the time, makes something up or waits: each of them comes in as an argument. */
const impure =
  /\b(Date\.now|new Date\(\s*\)|Date\(\s*\)|Math\.random|performance\.(now|timeOrigin)|Temporal\.Now|process\.|random(Bytes|UUID|Int)|getRandomValues|set(Timeout|Interval|Immediate)|queueMicrotask|fetch\()/;

describe('the domain of a room, and what domains share', () => {
  it('have no clock, no chance and no waiting', async () => {
    const rooms = await readdir(join(repository, 'subgraphs'));
    const folders = [
      ...rooms.map((room) => join(repository, 'subgraphs', room, 'domain')),
      join(repository, 'platform/air-quality'),
    ];
    const files = (
      await Promise.all(folders.map((folder) => readdir(folder, { recursive: true, withFileTypes: true })))
    )
      .flat()
      .filter((entry) => entry.isFile() && /(?<!\.test)\.ts$/.test(entry.name))
      .map(({ parentPath, name }) => join(parentPath, name));
    expect(files.length).toBeGreaterThan(50);
    const wrong: string[] = [];
    for (const file of files)
      for (const [i, line] of (await readFile(file, 'utf8')).split('\n').entries())
        if (impure.test(line)) wrong.push(`${relative(repository, file)}:${i + 1}: ${line.trim()}`);
    expect(wrong).toEqual([]);
  });

  it.each([
    'const at = Date.now();',
    'const at = new Date();',
    'const at = +new Date( );',
    'const chance = Math.random() < 0.5;',
    'const began = performance.now();',
    'Temporal.Now.instant()',
    'randomUUID()',
    'setTimeout(() => undefined, 10);',
    'process.env.TZ',
  ])('would not have: %s', (line) => {
    expect(line).toMatch(impure);
  });

  it.each(['const at = new Date(ms);', 'const day = new Date(Date.parse(text));', 'the update() of it'])(
    'may have: %s',
    (line) => {
      expect(line).not.toMatch(impure);
    },
  );
});
