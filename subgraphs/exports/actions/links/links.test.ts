import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Asked } from '../../domain/links/link.ts';
import { createLinks } from './links.ts';

const noon = Date.parse('2026-03-01T12:00:00Z');
const hour = 3_600_000;
const clock = { now: noon };
const publicUrl = 'https://air.example';
const links = createLinks({ secret: 'a secret of the room', publicUrl, now: () => clock.now });

const askedIn = (url: string): Asked => {
  const { pathname, searchParams } = new URL(url);
  const [exportId = '', fileName = ''] = pathname.split('/').slice(3).map(decodeURIComponent);
  return { exportId, fileName, query: Object.fromEntries(searchParams) };
};
const made = links.urlOf('e1', 'readings-2024-05.csv.gz', 'ada');
const asked = askedIn(made.url);

describe('an address of a file', () => {
  it('leads to the graph, is good for an hour, and names nobody', () => {
    expect(made.url).toMatch(/^https:\/\/air\.example\/v1\/exports\/e1\/readings-2024-05\.csv\.gz\?for=/);
    expect(made.expiresAt).toBe(noon + hour);
    expect(made.url).not.toContain('ada');
  });

  it('is good for the account that it was made for', () => {
    const verdict = links.judge(asked);
    if (verdict.kind !== 'GOOD') throw new Error(verdict.kind);
    expect([verdict.until, verdict.isFor('ada'), verdict.isFor('ben'), verdict.isFor('')]).toEqual([
      noon + hour,
      true,
      false,
      false,
    ]);
  });

  it('has expired an hour later, and not before', () => {
    clock.now = noon + hour - 1;
    expect(links.judge(asked).kind).toBe('GOOD');
    clock.now = noon + hour;
    expect(links.judge(asked)).toEqual({ kind: 'EXPIRED', until: noon + hour });
    clock.now = noon;
  });

  it('is nothing under another secret', () => {
    const others = createLinks({ secret: 'another secret', publicUrl, now: () => noon });
    expect(others.judge(asked)).toEqual({ kind: 'WRONG' });
  });

  it('finds names of any letters again', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (exportId, fileName) => {
        // the parser of addresses takes these for steps
        fc.pre(![exportId, fileName].some((one) => /^\.{1,2}$/.test(one)));
        const again = askedIn(links.urlOf(exportId, fileName, 'ada').url);
        expect(again).toMatchObject({ exportId, fileName });
        expect(links.judge(again).kind).toBe('GOOD');
      }),
    );
  });
});

describe('an address that was changed is wrong', () => {
  const query = asked.query as Record<string, string>;
  const changed: readonly [string, Partial<Asked>][] = [
    ['another export', { exportId: 'e2' }],
    ['another file', { fileName: 'manifest.json' }],
    ['a part that moved from the id to the name', { exportId: 'e', fileName: '1readings-2024-05.csv.gz' }],
    ['a path', { fileName: '../e2/readings-2024-05.csv.gz' }],
    ['a NUL behind the name', { fileName: 'readings-2024-05.csv.gz\u0000' }],
    ['a later end', { query: { ...query, until: String(noon + 9 * hour) } }],
    ['an end written otherwise', { query: { ...query, until: `0${query.until}` } }],
    ['an end as another number', { query: { ...query, until: `${query.until}.0` } }],
    ['no end', { query: { for: query.for, signature: query.signature } }],
    ['another account', { query: { ...query, for: 'AAAAAAAAAAAAAAAAAAAAAA' } }],
    ['two accounts', { query: { ...query, for: [query.for, query.for] } }],
    ['no signature', { query: { ...query, signature: '' } }],
    ['half a signature', { query: { ...query, signature: query.signature?.slice(0, 22) } }],
    ['a longer signature', { query: { ...query, signature: `${query.signature}A` } }],
    ['nothing at all', { query: {} }],
  ];
  it.each(changed)('%s', (_what, part) => {
    expect(links.judge({ ...asked, ...part })).toEqual({ kind: 'WRONG' });
  });

  it('any letter of what it says', () => {
    const { query: said } = asked;
    fc.assert(
      fc.property(
        fc.constantFrom('for', 'until', 'signature'),
        fc.nat(),
        fc.constantFrom(...'ABCxyz0189-_'),
        (name, place, letter) => {
          const text = said[name] as string;
          const at = place % text.length;
          const other = `${text.slice(0, at)}${letter}${text.slice(at + 1)}`;
          fc.pre(other !== text);
          expect(links.judge({ ...asked, query: { ...said, [name]: other } })).toEqual({ kind: 'WRONG' });
        },
      ),
    );
  });
});
