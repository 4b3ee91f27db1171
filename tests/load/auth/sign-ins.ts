import { type Algorithm, hash, verify } from '@node-rs/argon2';
import type { Person } from '../../support/people.ts';
import { type House, openHouse } from '../../support/placements.ts';

/** As the auth room makes them: OWASP's minimum for argon2id. */
const parameters = {
  algorithm: 2 satisfies Algorithm.Argon2id as Algorithm,
  memoryCost: 19_456,
  timeCost: 2,
  parallelism: 1,
} as const;
/** As many as the auth room computes at once. */
const atOnce = 2;
/** People who sign in at the same moment, each by themselves: enough that the room never waits for one. */
const people = 6;

const signIn = `mutation SignIn($input: SignInInput!) {
  signIn(input: $input) { __typename ... on SignedIn { accessToken } }
}`;

/** How many of these are done in a second, so many side by side. */
const perSecond = async (
  sideBySide: number,
  seconds: number,
  one: (lane: number) => Promise<void>,
): Promise<number> => {
  const until = performance.now() + seconds * 1_000;
  const began = performance.now();
  let done = 0;
  await Promise.all(
    Array.from({ length: sideBySide }, async (_, lane) => {
      while (performance.now() < until) {
        await one(lane);
        done += 1;
      }
    }),
  );
  return (done * 1_000) / (performance.now() - began);
};

const signInOnce = async (house: House, input: object): Promise<void> => {
  const { data } = await house.client.ask(signIn, { input });
  if (data?.signIn.__typename !== 'SignedIn') throw new Error(`not signed in: ${JSON.stringify(data)}`);
};

export interface SignIns {
  /** Through the graph: password, session, tokens, audit. */
  readonly signIns: number;
  /** Bare verifications of a password, with the same parameters. */
  readonly bare: number;
}

/** Sign-ins a second and bare verifications a second, in turns. */
export const measureSignIns = async (
  rounds: number,
  seconds: number,
  say: (text: string) => void,
): Promise<readonly SignIns[]> => {
  const house = await openHouse('one process', { LOG_LEVEL: 'warn' });
  try {
    const members: Person[] = [];
    for (let i = 0; i < people; i += 1) members.push(await house.member('bench'));
    const password = 'a password of the usual length';
    const phc = await hash(password, parameters);
    const signInAs = (lane: number): Promise<void> => {
      const { email, password } = members[lane] as Person;
      return signInOnce(house, { email, password });
    };
    const bareOnce = async (): Promise<void> => {
      if (!(await verify(phc, password))) throw new Error('not the password');
    };
    await perSecond(people, 1, signInAs);
    const measured: SignIns[] = [];
    for (let i = 0; i < rounds; i += 1) {
      const round = {
        signIns: await perSecond(people, seconds, signInAs),
        bare: await perSecond(atOnce, seconds, bareOnce),
      };
      say(`${round.signIns.toFixed(1)} sign-ins/s, ${round.bare.toFixed(1)} bare verifications/s`);
      measured.push(round);
    }
    return measured;
  } finally {
    await house.end();
  }
};
