import { expect, it } from 'vitest';
import { derivedKey } from './derived-key.ts';
import { CannotUnseal, createSeal } from './sealed-bytes.ts';

const seal = createSeal(derivedKey('a secret', 'tests'));
const bytes = Buffer.from('the webhook');

it('opens what it sealed, of the same id', async () => {
  const sealed = await seal.seal(bytes, 'one');
  expect(sealed).not.toContain(bytes.toString('base64url'));
  expect(await seal.open(sealed, 'one')).toEqual(bytes);
});

it('opens nothing of another id, key or purpose, nor what was changed', async () => {
  const sealed = await seal.seal(bytes, 'one');
  await expect(seal.open(sealed, 'two')).rejects.toThrow(CannotUnseal);
  const others = [derivedKey('a secret', 'other tests'), derivedKey('another', 'tests')];
  for (const key of others) await expect(createSeal(key).open(sealed, 'one')).rejects.toThrow(CannotUnseal);
  await expect(seal.open(`${sealed.slice(0, -2)}AA`, 'one')).rejects.toThrow(CannotUnseal);
  await expect(seal.open('', 'one')).rejects.toThrow(CannotUnseal);
});
