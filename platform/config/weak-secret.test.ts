import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { weaknessOf } from './weak-secret.ts';

const repository = new URL('../../', import.meta.url);

describe('a secret that could be guessed', () => {
  it.each([
    ['short', 'vD1zJ7kQ0mT4xR9bW2nL5cY8gH3fP6s'],
    ['of a known word', 'ChangeMe-vD1zJ7kQ0mT4xR9bW2nL5cY8'],
    ['of another', 'my-very-own-Password-for-the-graph'],
    ['of one character', 'x'.repeat(40)],
    ['of a repeated part', 'kQ0mT4xR'.repeat(5)],
    ['of a repeated part and a rest', `${'kQ0mT4xR'.repeat(4)}kQ0`],
    ['of few characters', 'abababbaabbbabaabbababababaabbabab'],
  ])('is %s', (_what, secret) => {
    expect(weaknessOf(secret)).toBeDefined();
  });

  it('is what this repository prints', async () => {
    const guides = await readdir(new URL('docs/how-to/', repository));
    const pages = ['README.md', ...guides.map((name) => `docs/how-to/${name}`)];
    const printed = /\b(?:TOKEN|SECRET)=["']?([\w+/=-]{8,})/g;
    for (const page of pages) {
      const text = await readFile(new URL(page, repository), 'utf8');
      for (const [, secret] of text.matchAll(printed))
        expect(weaknessOf(secret as string), page).toBeDefined();
    }
  });
});
