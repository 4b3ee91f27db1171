import { expect, it } from 'vitest';
import { monday } from '../../testing/notify/make.ts';
import { createLinks } from './links.ts';

const links = createLinks('a secret');
const owner = { id: 'receiver-1', address: 'ada@example.org' };
const dayMs = 86_400_000;
const confirms = (token: string, of = owner, now = monday) =>
  links.read('confirm', token, now)?.isOf(of) ?? false;

it('a link to confirm is good for a week, of one receiver with one address', () => {
  const token = links.confirmToken(owner, monday);
  expect(links.read('confirm', token, monday)?.receiverId).toBe('receiver-1');
  expect(confirms(token)).toBe(true);
  expect(confirms(token, owner, monday + 7 * dayMs - 1)).toBe(true);
  expect(confirms(token, owner, monday + 7 * dayMs)).toBe(false);
  expect(confirms(token, { ...owner, id: 'receiver-2' })).toBe(false);
  expect(confirms(token, { ...owner, address: 'eve@example.org' })).toBe(false);
});

it('a link to unsubscribe is always good, and for nothing else', () => {
  const token = links.unsubscribeToken(owner);
  expect(links.read('unsubscribe', token, monday + 9_000 * dayMs)?.isOf(owner)).toBe(true);
  expect(confirms(token)).toBe(false);
  expect(links.read('unsubscribe', links.confirmToken(owner, monday), monday)?.isOf(owner)).toBe(false);
});

it('no link is made up or changed', () => {
  const token = links.confirmToken(owner, monday);
  const [id, time, mark] = token.split('.');
  const later = `${id}.${(monday + 99 * dayMs).toString(36)}.${mark}`;
  for (const wrong of ['', 'a.b.c', `${token}x`, later, `${id}.${time}.${'A'.repeat(24)}`])
    expect(confirms(wrong)).toBe(false);
  expect(createLinks('another').read('confirm', token, monday)?.isOf(owner)).toBe(false);
});
