import { randomBytes } from 'node:crypto';
import {
  type Algorithm,
  hash,
  type ParsedHashOptions,
  parseOptions,
  type Version,
  verify,
} from '@node-rs/argon2';
import { createGate } from './gate.ts';

/** OWASP's minimum for argon2id: 19 MiB, two passes, one lane. */
const wanted = {
  algorithm: 2 satisfies Algorithm.Argon2id as Algorithm,
  version: 1 satisfies Version.V0x13 as Version,
  memoryCost: 19_456,
  timeCost: 2,
  parallelism: 1,
  outputLen: 32,
} as const;
const saltBytes = 16;

/** What a hash was made with; undefined for a text that is none, which no password fits. */
const costOf = (phc: string | undefined): ParsedHashOptions | undefined => {
  try {
    return phc === undefined ? undefined : parseOptions(phc);
  } catch {
    return undefined;
  }
};

const isWeaker = (made: ParsedHashOptions): boolean =>
  made.algorithm !== wanted.algorithm ||
  made.version !== wanted.version ||
  made.memoryCost < wanted.memoryCost ||
  made.timeCost < wanted.timeCost ||
  made.outputLen < wanted.outputLen ||
  made.saltLen < saltBytes;

export interface PasswordHashes {
  /** PHC text. */
  make(password: string): Promise<string>;
  /**
   * Whether it is the password, and whether its hash is to be made anew. Where there is no hash, or nothing that can be a password, one is computed all
   * the same, so that the answer takes as long.
   */
  check(
    phc: string | undefined,
    password: string | undefined,
  ): Promise<{ readonly matches: boolean; readonly isWeaker: boolean }>;
  /** How many were computed so far. */
  computed(): number;
}

/** Each takes 19 MiB and some 20 ms of one core: two at once, fifty waiting, the others are told to come back. */
export const createPasswordHashes = async (): Promise<PasswordHashes> => {
  const gate = createGate({
    atOnce: 2,
    mostWaiting: 50,
    message: 'Too many people sign in at the same moment.',
  });
  const nobodys = await hash(randomBytes(32), wanted);
  let computed = 0;
  const compute = <T>(work: () => Promise<T>): Promise<T> =>
    gate(() => {
      computed += 1;
      return work();
    });
  return {
    make: (password) => compute(() => hash(password, wanted)),
    async check(phc, password) {
      const made = costOf(phc);
      if (phc === undefined || made === undefined || password === undefined) {
        await compute(() => verify(nobodys, password ?? ''));
        return { matches: false, isWeaker: false };
      }
      const matches = await compute(() => verify(phc, password));
      return { matches, isWeaker: matches && isWeaker(made) };
    },
    computed: () => computed,
  };
};
