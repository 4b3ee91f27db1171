import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hourMs } from '../support/builders.ts';
import { until } from '../support/client.ts';
import { openHouse } from '../support/placements.ts';

const minutes = 60_000;

// biome-ignore lint/suspicious/noExplicitAny: answers are asserted on, not typed
type Node = any;

const forecasts = /* GraphQL */ `
  {
    sensors(filter: { network: "us-embassies" }, first: 50) {
      nodes { forecast { points { horizon } } }
    }
  }
`;
const served = (nodes: readonly Node[]): Node[] =>
  nodes.filter(({ forecast }) => forecast?.points.length > 0);

/** Hours go by while the house is down: its clock is late at first, and less so at each start. */
describe('live skill', () => {
  const clock = fileURLToPath(new URL('../support/clock.mjs', import.meta.url));
  const models = process.env.MODELS_DIR ?? fileURLToPath(new URL('../../ml/models/', import.meta.url));
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'air-graph-skill-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** What is told of the single hours four hours ahead, of a house that lived through six hours. */
  const skillAfterHours = async (modelsDir: string): Promise<Node[]> => {
    const lateFile = join(folder, 'late');
    const goTo = (lateMs: number) => writeFile(lateFile, String(lateMs));
    await goTo(6 * hourMs);
    const house = await openHouse('one process', {
      REPLAY: 'on',
      MODELS_DIR: modelsDir,
      LATE_FILE: lateFile,
      NODE_OPTIONS: `--import ${clock}`,
    });
    try {
      const ask = () => house.client.ask(forecasts);
      await until(ask, ({ data }) => served(data?.sensors?.nodes ?? []).length >= 5, 90_000);
      // the truth comes while nothing else is looked at
      for (const late of [90 * minutes, 0]) {
        await house.rooms().stop();
        await goTo(late);
        await house.restartRooms();
        await until(ask, ({ data }) => served(data?.sensors?.nodes ?? []).length >= 5, 90_000);
      }
      const answer = await until(
        () =>
          house.client.ask(
            '{ forecastSkill { horizon windowDays state n mae persistenceMae coverage80 pinball skillOverPersistence model { id version kind } } }',
          ),
        ({ data }) => data?.forecastSkill?.length > 0,
        60_000,
      );
      return answer.data.forecastSkill.filter(
        ({ horizon, windowDays, model }: Node) =>
          horizon === 'PT4H' && windowDays === 7 && model.kind === 'PM_ONLY',
      );
    } finally {
      await house.end();
    }
  };

  it('is told of a model that was trained before the recorded air was measured', async () => {
    const [skill, ...others] = await skillAfterHours(models);
    expect(others).toEqual([]);
    expect(skill.state).toBe('OUT_OF_SAMPLE');
    expect(skill.n).toBeGreaterThan(0);
    for (const figure of [skill.mae, skill.persistenceMae, skill.coverage80, skill.pinball])
      expect(figure).toBeGreaterThanOrEqual(0);
  }, 240_000);

  it('is not told of one whose training reaches behind it: that is in sample', async () => {
    const copy = join(folder, 'ml', 'models');
    await cp(models, copy, { recursive: true });
    const file = join(copy, 'registry.json');
    const registry = JSON.parse(await readFile(file, 'utf8'));
    const { PM25 } = registry.models;
    PM25.replay = PM25.production.filter((name: string) => name.startsWith('pm25-pm-only'));
    await writeFile(file, JSON.stringify(registry));
    const [skill, ...others] = await skillAfterHours(copy);
    expect(others).toEqual([]);
    expect(skill).toMatchObject({
      state: 'IN_SAMPLE',
      mae: null,
      persistenceMae: null,
      coverage80: null,
      pinball: null,
      skillOverPersistence: null,
    });
    expect(skill.n).toBeGreaterThan(0);
  }, 240_000);
});
