import { expect, it } from 'vitest';
import { isFromNoOtherSite } from './same-site.ts';

it.each([
  ['a program', { 'user-agent': 'curl/8' }, true],
  ['a program that names nothing', {}, true],
  ['a page of this site', { 'sec-fetch-site': 'same-origin', 'user-agent': 'Mozilla/5.0' }, true],
  ['a person who typed the address', { 'sec-fetch-site': 'none', 'user-agent': 'Mozilla/5.0' }, true],
  ['a page of another site', { 'sec-fetch-site': 'cross-site', 'user-agent': 'Mozilla/5.0' }, false],
  ['a page of a sibling host', { 'sec-fetch-site': 'same-site' }, false],
  ['a page of another site that hides who sent it', { 'user-agent': 'Mozilla/5.0' }, false],
  ['whoever names an origin', { origin: 'https://evil.example' }, false],
  ['whoever was referred', { referer: 'https://evil.example/' }, false],
])('%s', (_who, headers, expected) => {
  expect(isFromNoOtherSite(headers)).toBe(expected);
});
