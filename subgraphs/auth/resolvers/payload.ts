import type { Caller } from '@aqmrg/platform/caller.ts';
import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import type { Asker } from '../actions/passwords.ts';
import type { Done, Invalid, LockedOut, Refused } from '../domain/outcome.ts';

const minutesOf = (seconds: number): string =>
  seconds < 120 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;

const invalidInput = ({ field, message }: Invalid) => ({
  __typename: 'InvalidInput' as const,
  field,
  message,
});

const refusal = ({ reason, message }: Refused) => ({ __typename: 'Refused' as const, reason, message });

const lockedOut = ({ retryAfterSeconds }: LockedOut) => ({
  __typename: 'LockedOut' as const,
  retryAfterSeconds,
  message: `Too many tries; nothing was looked at. Try again in ${minutesOf(retryAfterSeconds)}.`,
});

type Problem = Invalid | Refused | LockedOut;
type ProblemPayload<P extends Problem> = P extends Invalid
  ? ReturnType<typeof invalidInput>
  : P extends Refused
    ? ReturnType<typeof refusal>
    : ReturnType<typeof lockedOut>;

const problemPayload = (problem: Problem) => {
  switch (problem.kind) {
    case 'invalid':
      return invalidInput(problem);
    case 'refused':
      return refusal(problem);
    case 'locked-out':
      return lockedOut(problem);
    default:
      throw problem satisfies never;
  }
};

/** An outcome as a mutation's union has it. */
export const payload = <T, S, P extends Problem>(
  outcome: Done<T> | P,
  success: (value: T) => S,
): S | ProblemPayload<P> =>
  outcome.kind === 'done'
    ? success((outcome as Done<T>).value)
    : (problemPayload(outcome as Problem) as ProblemPayload<P>);

/** Who asks, where it has to be somebody with an account. */
export const askerOf = ({
  caller,
  from,
}: {
  readonly caller: Caller;
  readonly from?: string | undefined;
}): Asker => {
  if (caller.kind !== 'user') throw new AirError('FORBIDDEN', 'This is for people with an account.');
  return { accountId: caller.id, session: caller.session, from };
};
