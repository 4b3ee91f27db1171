import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registerSensor, report } from '../support/builders.ts';
import { until } from '../support/client.ts';
import type { Person } from '../support/people.ts';
import { type House, openHouse, placements } from '../support/placements.ts';
import { makeTown, townCsv, townHours } from '../support/town.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));

const town = makeTown(800);
const roles = { outcome: 'deaths', temperature: 'temperature', humidity: 'humidity', exposure: 'pm25' };
const upload = new URLSearchParams({ name: 'Makerere', timeZone: 'Africa/Kampala', ...roles });

const association = /* GraphQL */ `
  query Ask($input: AssociationInput!) {
    association(input: $input) {
      __typename
      ... on Association {
        id summary formula days events contentHash specification
        healthSeries { name }
        outcome
        estimate { increment lagFrom lagTo rateRatio low high p pAdjusted }
        models { id triedAs effect { rateRatio } problem { reason } }
        lagResponse { lag rateRatio }
        exposureResponse { points { value rateRatio } }
        exposures { label unit method days monitors { days sensor { id name } } }
        model { id version sha256 }
        warnings { code message }
      }
      ... on AssociationRun { status done total }
      ... on AnalysisProblems { problems { field code reason next } }
    }
  }
`;
const correlation = /* GraphQL */ `
  query Together($input: CorrelationInput!) {
    correlation(input: $input) {
      ... on Correlation {
        lags { lag raw { r n nEffective } adjusted { r low high p given } }
        warnings { code }
      }
      ... on AnalysisProblems { problems { field code } }
    }
  }
`;
const publish = /* GraphQL */ `
  mutation Show($input: PublishAssociationInput!) {
    publishAssociation(input: $input) {
      __typename
      ... on AssociationPublished { published { id summary } }
      ... on AnalysisProblems { problems { field code } }
    }
  }
`;
const shown =
  '{ site(id: "makerere") { healthAssociations { id title events estimate { rateRatio } exposures { monitors { sensor { name } } } } } }';

describe.each(placements)('associations, %s', (placement) => {
  let house: House;
  let member: Person;
  let owner: Person;
  let stranger: Person;
  let series: string;
  beforeAll(async () => {
    house = await openHouse(placement);
    await registerSensor(house.client);
    const rows = townHours(town, 'roof-1');
    for (let from = 0; from < rows.length; from += 5_000)
      await report(house.client, rows.slice(from, from + 5_000));
    const newest = rows.at(-1)?.periodEnd;
    await until(
      () => house.client.ask('{ sensor(id: "roof-1") { latest { periodEnd } } }'),
      ({ data }) => data?.sensor?.latest?.[0]?.periodEnd === newest,
      60_000,
    );
    [member, owner, stranger] = [
      await house.member('health'),
      await house.member('health', 'OWNER'),
      await house.member('elsewhere'),
    ];
  }, 120_000);
  afterAll(() => house?.end());

  const ask = async (query: string, variables: object, who?: Person) => {
    const response = await fetch(`${house.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(who && { authorization: `Bearer ${who.token}` }),
      },
      body: JSON.stringify({ query, variables }),
    });
    // biome-ignore lint/suspicious/noExplicitAny: answers are asserted on, not typed
    return (await response.json()) as any;
  };
  const send = (body: string, who: Person, query = upload.toString()) =>
    fetch(`${house.url}/v1/health-series?${query}`, {
      method: 'POST',
      headers: { 'content-type': 'text/csv', authorization: `Bearer ${who.token}` },
      body,
    });
  const measured = { quantity: 'PM25', metric: 'DAILY_MEAN', siteId: 'makerere' };
  const answer = async (input: object, who = member) => {
    const whole = { healthSeriesId: series, exposures: [measured], ...input };
    const { data, errors } = await until(
      () => ask(association, { input: whole }, who),
      ({ data }) => data?.association?.__typename !== 'AssociationRun',
      60_000,
    );
    if (errors) throw new Error(JSON.stringify(errors));
    return data.association;
  };

  it('begin with a series, kept once, by the door or by the graph', async () => {
    const first = await send(townCsv(town), member);
    expect(first.status).toBe(201);
    const kept = (await first.json()) as { id: string };
    series = kept.id;
    expect(kept).toMatchObject({ firstDay: '2024-01-01', days: 800 });
    expect((await send(townCsv(town), owner)).status).toBe(200);
    const columns = Object.entries(roles).map(([role, name]) => ({ name, role: role.toUpperCase() }));
    const { data } = await ask(
      'mutation($input: UploadHealthSeriesInput!) { uploadHealthSeries(input: $input) { ... on HealthSeriesUploaded { wasThere healthSeries { id } } } }',
      { input: { name: 'Makerere', timeZone: 'Africa/Kampala', columns, csv: townCsv(town) } },
      member,
    );
    expect(data.uploadHealthSeries).toEqual({ wasThere: true, healthSeries: { id: series } });
  });

  it('say everything that is wrong with a series, and keep nothing', async () => {
    const lines = townCsv(town).split('\n');
    const wrong = [...lines.slice(0, 10), lines[9], '2024-01-11,-3,999,61,40', ...lines.slice(12)].join('\n');
    const response = await send(wrong, member);
    expect(response.status).toBe(422);
    const { problems } = (await response.json()) as { problems: { field: string; code: string }[] };
    expect(problems.map(({ field, code }) => `${field} ${code}`)).toEqual(
      expect.arrayContaining(['date DATES_NOT_DAILY', 'deaths NEGATIVE_COUNT']),
    );
    expect((await ask('{ healthSeries { id } }', {}, member)).data.healthSeries).toEqual([{ id: series }]);
  });

  it('find what was put into the made-up town, by the air that was measured there', async () => {
    const found = await answer({});
    expect(found).toMatchObject({
      __typename: 'Association',
      outcome: 'deaths',
      healthSeries: { name: 'Makerere' },
    });
    const { estimate, models, exposures, lagResponse, exposureResponse, warnings } = found;
    // 10 µg/m³ go with 4 % more
    expect(estimate.low).toBeLessThan(Math.exp(0.039));
    expect(estimate.high).toBeGreaterThan(Math.exp(0.039));
    expect(estimate).toMatchObject({ increment: 10, lagFrom: 0, lagTo: 7 });
    expect(models.map(({ triedAs }: { triedAs: string }) => triedAs)).toEqual(
      expect.arrayContaining(['PRE_SPECIFIED', 'OTHER_DESIGN', 'SENSITIVITY', 'SINGLE_LAG']),
    );
    expect(models.filter(({ problem }: { problem: unknown }) => problem)).toEqual([]);
    expect(lagResponse).toHaveLength(8);
    expect(exposureResponse.points.length).toBeGreaterThan(20);
    expect(exposures).toMatchObject([
      {
        unit: 'MICROGRAM_PER_CUBIC_METRE',
        days: 800,
        monitors: [{ days: 800, sensor: { id: 'roof-1', name: 'Roof 1' } }],
      },
    ]);
    expect(warnings.map(({ code }: { code: string }) => code)).toEqual(
      expect.arrayContaining(['ASSOCIATION_NOT_CAUSE', 'LOW_COST_MONITORS', 'SEVERAL_TRIED']),
    );
    expect(found.events % 100).toBe(0);
  });

  it('answer the same question by what was found before, to each of the organisation', async () => {
    const [one, other] = [await answer({}), await answer({ model: 'time-series' }, owner)];
    expect(other).toEqual(one);
  });

  it('give the same where the specification is run by the command on the series as it was uploaded', async () => {
    const elsewhere = await house.member('reproducers');
    const csv = townCsv(town).replace('temperature,humidity', 'temp,rhum');
    const named = {
      ...roles,
      temperature: 'temp',
      humidity: 'rhum',
      exposure: 'pm25',
      name: 'Named otherwise',
    };
    const about = new URLSearchParams({ ...named, timeZone: 'Africa/Kampala' });
    const { id: healthSeriesId } = (await (await send(csv, elsewhere, about.toString())).json()) as {
      id: string;
    };
    const part = { from: '2025-01-01', to: '2026-02-28' };
    const { specification, estimate, days } = await answer(
      { healthSeriesId, exposures: [{ column: 'pm25' }], ...part },
      elsewhere,
    );
    expect(days).toBe(424 - 7);
    expect(JSON.parse(specification)).toMatchObject(part);
    const folder = await mkdtemp(join(tmpdir(), 'associations-'));
    try {
      const [spec, data, out] = ['spec.json', 'data.csv', 'out.json'].map((file) => join(folder, file)) as [
        string,
        string,
        string,
      ];
      await writeFile(spec, specification);
      await writeFile(data, csv);
      const arguments_ = [
        'infra/run/node24.mjs',
        'node',
        'infra/run/associations.ts',
        '--spec',
        spec,
        '--data',
        data,
        '--out',
        out,
      ];
      await run('node', arguments_, { cwd: root });
      const { effects } = JSON.parse(await readFile(out, 'utf8'));
      expect(effects[0].overall.ratio.rr).toBeCloseTo(estimate.rateRatio, 12);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('tell of no group of few days or events, neither at once nor by a difference', async () => {
    expect(await answer({ from: '2024-03-01', to: '2024-08-31' })).toMatchObject({
      problems: [{ code: 'GROUP_TOO_SMALL' }],
    });
    expect(await answer({ to: '2026-01-31' })).toMatchObject({ problems: [{ code: 'GROUP_TOO_SMALL' }] });
    expect(await answer({ to: '2026-02-01' })).toMatchObject({
      problems: [{ field: 'to', code: 'WRONG_SETTING', next: 'Say 2026-01-31 or 2026-02-28.' }],
    });
  });

  it('tell a raw correlation with what it is worth and the adjusted one, and never by itself', async () => {
    const input = { healthSeriesId: series, exposure: measured, lags: 2 };
    const { data } = await ask(correlation, { input }, member);
    const [today] = data.correlation.lags;
    expect(data.correlation.lags).toHaveLength(3);
    expect(today.raw.nEffective).toBeLessThan(today.raw.n);
    expect(today.adjusted.r).toBeGreaterThan(0);
    expect(today.adjusted.given.length).toBeGreaterThan(3);
    const bare = correlation.replace('adjusted { r low high p given }', '');
    const { errors } = await ask(bare, { input }, member);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_INPUT', field: 'lags.adjusted.r' } }]);
  });

  it('are nobody else’s, Admins’ neither', async () => {
    const boss = await house.first();
    // whoever belongs to another organisation, and whoever belongs to none
    for (const [who, code] of [
      [stranger, 'NOT_FOUND'],
      [boss, 'NO_ORGANISATION'],
    ] as const) {
      expect((await ask('{ healthSeries { id } associationRuns { id } }', {}, who)).data).toEqual({
        healthSeries: [],
        associationRuns: [],
      });
      expect((await answer({}, who)).problems).toMatchObject([{ code }]);
    }
    const { errors } = await ask('{ healthSeries { id } }', {});
    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  });

  it('are shown to everybody once an OWNER publishes them, and stay when the series goes', async () => {
    const { id, estimate, events } = await answer({});
    const input = { runId: id, siteId: 'makerere', title: 'Deaths and fine particles' };
    expect((await ask(publish, { input }, member)).errors).toMatchObject([
      { extensions: { code: 'FORBIDDEN' } },
    ]);
    expect((await ask(shown, {})).data.site.healthAssociations).toEqual([]);
    const { data } = await ask(publish, { input }, owner);
    expect(data.publishAssociation.__typename).toBe('AssociationPublished');
    const there = (await ask(shown, {})).data.site.healthAssociations;
    expect(there).toMatchObject([
      {
        ...{ title: 'Deaths and fine particles', events, estimate: { rateRatio: estimate.rateRatio } },
        exposures: [{ monitors: [{ sensor: { name: 'Roof 1' } }] }],
      },
    ]);
    const remove = 'mutation($id: ID!) { removeHealthSeries(input: { id: $id }) { __typename } }';
    expect((await ask(remove, { id: series }, owner)).data.removeHealthSeries.__typename).toBe(
      'HealthSeriesRemoved',
    );
    expect((await ask('{ healthSeries { id } associationRuns { id } }', {}, member)).data).toEqual({
      healthSeries: [],
      associationRuns: [],
    });
    expect((await ask(shown, {})).data.site.healthAssociations).toHaveLength(1);
    const withdraw = 'mutation($id: ID!) { withdrawAssociation(input: { id: $id }) { __typename } }';
    await ask(withdraw, { id: there[0].id }, owner);
    expect((await ask(shown, {})).data.site.healthAssociations).toEqual([]);
  });

  it('are written into the audit log, without counts and the names of outcomes', async () => {
    const boss = await house.first();
    const { data } = await until(
      () => ask('{ auditLog(first: 100) { nodes { action details } } }', {}, boss),
      ({ data }) => JSON.stringify(data).includes('health-data-withdrawn'),
    );
    const told = data.auditLog.nodes.filter(({ action }: { action: string }) =>
      action.startsWith('health-data'),
    );
    expect(new Set(told.map(({ action }: { action: string }) => action))).toEqual(
      new Set(
        ['uploaded', 'asked', 'refused', 'published', 'removed', 'withdrawn'].map(
          (what) => `health-data-${what}`,
        ),
      ),
    );
    expect(JSON.stringify(told)).not.toContain('deaths');
  });
});
