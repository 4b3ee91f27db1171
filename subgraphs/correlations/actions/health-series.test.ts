import { service } from '@aqmrg/platform/caller.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { areProblems } from '../domain/problem.ts';
import { makeCaller, openActions, openGround, type TestGround, usesOf } from '../testing/open-health.ts';
import { makeRows, makeUpload, monday } from '../testing/uploads.ts';
import type { Asker } from './asker.ts';

let ground: TestGround;
let actions: ReturnType<typeof openActions>;
beforeAll(async () => {
  ground = await openGround();
});
afterAll(() => ground.close());
beforeEach(async () => {
  await ground.empty();
  actions = openActions(ground);
});

const ada: Asker = { caller: makeCaller(), from: '192.0.2.7' };
const ben: Asker = { caller: makeCaller({ id: 'ben' }) };
const owner: Asker = { caller: makeCaller({ id: 'olu', organisationRole: 'OWNER' }) };
const stranger: Asker = {
  caller: makeCaller({ id: 'eve', organisation: 'gulu', organisationRole: 'OWNER' }),
};
const admin: Asker = {
  caller: makeCaller({ id: 'root', role: 'ADMIN', organisation: 'gulu', organisationRole: 'OWNER' }),
};
const stray: Asker = { caller: makeCaller({ organisation: null, organisationRole: null }) };

const uploaded = async (asker = ada, upload = makeUpload()) => {
  const done = await actions.healthSeries.upload(upload, asker);
  if (areProblems(done)) throw new Error(JSON.stringify(done));
  return done;
};

describe('an upload', () => {
  it('is kept for the organisation of whoever sends it, and told before', async () => {
    const { healthSeries, wasThere } = await uploaded();
    expect(wasThere).toBe(false);
    expect(healthSeries).toMatchObject({
      ...{ organisationId: 'makerere', uploadedById: 'ada', uploadedAt: monday },
      ...{ firstDay: '2021-01-01', days: 1_095, contentHash: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    expect(await actions.healthSeries.list(ben)).toEqual([healthSeries]);
    expect(await usesOf(ground, healthSeries.id)).toEqual([
      {
        ...{ healthSeriesId: healthSeries.id, organisation: 'makerere', action: 'UPLOADED' },
        ...{ by: 'ada', from: '192.0.2.7', details: {}, usedAt: monday },
      },
    ]);
  });

  it('is kept once, whoever of the organisation sends it again', async () => {
    const first = await uploaded();
    const second = await uploaded(ben, makeUpload({ rows: makeRows() }));
    expect(second).toEqual({ healthSeries: first.healthSeries, wasThere: true });
    expect((await uploaded(stranger)).wasThere).toBe(false);
  });

  it('is not kept where it is at fault, or cannot be told', async () => {
    const faulty = await actions.healthSeries.upload(makeUpload({ timeZone: 'Mars' }), ada);
    expect(faulty).toMatchObject([{ field: 'timeZone', code: 'WRONG_SETTING' }]);
    const untold = openActions(ground, { append: () => Promise.reject(new Error('the log is away')) });
    await expect(untold.healthSeries.upload(makeUpload(), ada)).rejects.toThrow('the log is away');
    expect(await actions.healthSeries.list(ada)).toEqual([]);
  });

  it('is nobody’s who belongs to no organisation', async () => {
    const refused = await actions.healthSeries.upload(makeUpload(), stray);
    expect(refused).toMatchObject([{ field: 'organisation', code: 'NO_ORGANISATION' }]);
    expect(await actions.healthSeries.list(stray)).toEqual([]);
  });

  it('is for people: neither keys nor our own rooms send one, and strangers do not', async () => {
    const as = (caller: Asker['caller']) => actions.healthSeries.upload(makeUpload(), { caller });
    await expect(as(makeCaller({ kind: 'key' }))).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(as(service('replay'))).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(as(makeCaller({ kind: 'anonymous' }))).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });
});

describe('a series', () => {
  it('is there for its organisation alone: others are told what they are told of none, Admins too', async () => {
    const { healthSeries } = await uploaded();
    const { find } = actions.healthSeries;
    expect(await find(healthSeries.id, ben)).toEqual(healthSeries);
    const none = await find('none', stranger);
    expect(none).toMatchObject({ code: 'NOT_FOUND', field: 'id' });
    for (const other of [stranger, admin]) {
      expect(await find(healthSeries.id, other)).toEqual(none);
      expect(await actions.healthSeries.list(other)).toEqual([]);
      expect(await actions.healthSeries.remove(healthSeries.id, other)).toEqual([none]);
    }
    for (const id of ['\0', '\ud800']) expect(await find(id, ada)).toEqual(none);
    expect(await find(healthSeries.id, stray)).toMatchObject({ code: 'NO_ORGANISATION' });
  });

  it('is removed by whoever uploaded it and by OWNERs, and that is told before', async () => {
    const { id } = (await uploaded()).healthSeries;
    await expect(actions.healthSeries.remove(id, ben)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await actions.healthSeries.remove(id, ada)).toEqual({ id });
    expect(await actions.healthSeries.remove(id, ada)).toMatchObject([{ code: 'NOT_FOUND' }]);
    const again = (await uploaded()).healthSeries.id;
    expect(await actions.healthSeries.remove(again, owner)).toEqual({ id: again });
    expect((await usesOf(ground, again)).map(({ action, by }) => [action, by])).toEqual([
      ['UPLOADED', 'ada'],
      ['REMOVED', 'olu'],
    ]);
  });
});
