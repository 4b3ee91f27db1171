import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mayIngest, mayReport, type OwnedSensor, type Reporter } from './reporters.ts';

const organisations = fc.constantFrom('a', 'b', null);
const reporters: fc.Arbitrary<Reporter> = fc.record({
  kind: fc.constantFrom('anonymous', 'user', 'key', 'service'),
  role: fc.constantFrom('PUBLIC', 'AUTHENTICATED', 'ADMIN'),
  organisation: organisations,
  scopes: fc.subarray(['ingest', 'read', 'export']),
  networks: fc.option(fc.subarray(['n1', 'n2', 'n3'])),
});
const sensors: fc.Arbitrary<OwnedSensor> = fc.record({
  networkId: fc.constantFrom('n1', 'n2', 'n3'),
  organisation: organisations,
});
const always = (holds: (reporter: Reporter, sensor: OwnedSensor) => void): void =>
  fc.assert(fc.property(reporters, sensors, holds), { numRuns: 2_000 });

const person: Reporter = {
  kind: 'user',
  role: 'AUTHENTICATED',
  organisation: 'a',
  scopes: [],
  networks: null,
};
const key: Reporter = { ...person, kind: 'key', scopes: ['ingest'] };
const sensor = (organisation: string | null, networkId = 'n1'): OwnedSensor => ({ networkId, organisation });

describe('who may report a sensor', () => {
  it.each<readonly [string, Reporter, OwnedSensor, boolean]>([
    ['a stranger', { ...person, kind: 'anonymous', role: 'PUBLIC', organisation: null }, sensor(null), false],
    ['an Admin, of any organisation', { ...person, role: 'ADMIN' }, sensor('b'), true],
    ['an Admin, of none', { ...person, role: 'ADMIN', organisation: null }, sensor(null), true],
    ['a service', { ...person, kind: 'service', role: 'ADMIN', organisation: null }, sensor('b'), true],
    ['a member', person, sensor('a'), true],
    ['a member of another organisation', person, sensor('b'), false],
    ['a member, of a network that is nobody’s', person, sensor(null), false],
    [
      'somebody in no organisation, of a network that is nobody’s',
      { ...person, organisation: null },
      sensor(null),
      false,
    ],
    ['a key', key, sensor('a'), true],
    ['a key without the scope', { ...key, scopes: ['read', 'export'] }, sensor('a'), false],
    ['a key of another organisation', key, sensor('b'), false],
    ['a key, of a network that is nobody’s', key, sensor(null), false],
    ['a key that is bound to the network', { ...key, networks: ['n1'] }, sensor('a'), true],
    ['a key that is bound to others', { ...key, networks: ['n2'] }, sensor('a'), false],
    ['a key that is bound to the network of others', { ...key, networks: ['n1'] }, sensor('b'), false],
    ['a key that is bound to no network at all', { ...key, networks: [] }, sensor('a'), false],
    ['a key of no organisation, made by an Admin', { ...key, organisation: null }, sensor('b'), true],
    ['the same, bound to the network', { ...key, organisation: null, networks: ['n1'] }, sensor(null), true],
    ['the same, bound to others', { ...key, organisation: null, networks: ['n2'] }, sensor('a'), false],
    ['a key that claims to be an Admin', { ...key, role: 'ADMIN' }, sensor('b'), false],
  ])('%s', (_who, reporter, of, expected) => {
    expect(mayReport(reporter, of)).toBe(expected);
  });

  it('never is who may not report at all', () => {
    always((reporter, of) => {
      if (!mayIngest(reporter)) expect(mayReport(reporter, of)).toBe(false);
    });
  });

  it('keeps organisations apart: only Admins, services and keys of no organisation cross', () => {
    always((reporter, of) => {
      const crosses = reporter.organisation !== of.organisation || of.organisation === null;
      const isFree =
        reporter.kind === 'service' ||
        (reporter.kind === 'user' && reporter.role === 'ADMIN') ||
        (reporter.kind === 'key' && reporter.organisation === null);
      if (crosses && !isFree) expect(mayReport(reporter, of)).toBe(false);
    });
  });

  it('never grows with fewer scopes or networks', () => {
    always((reporter, of) => {
      if (mayReport(reporter, of)) return;
      expect(mayReport({ ...reporter, scopes: [] }, of)).toBe(false);
      expect(mayReport({ ...reporter, networks: [] }, of)).toBe(false);
    });
  });

  it('lets a bound key report no more than the same key unbound', () => {
    always((reporter, of) => {
      if (mayReport(reporter, of)) expect(mayReport({ ...reporter, networks: null }, of)).toBe(true);
    });
  });
});
