import { GraphQLError } from 'graphql';
import type { GatewayContext } from '../access/context.ts';
import type { Answer, Operation } from '../execution/operation.ts';
import type { Admission } from './admission.ts';
import type { Asked } from './asked.ts';
import { type Pay, paid } from './paying.ts';

/** An answer that says only why there is none. */
export const refusal = (error: unknown): Answer => {
  if (error instanceof GraphQLError) return { errors: [error] };
  const originalError = error instanceof Error ? error : new Error(String(error));
  return { errors: [new GraphQLError(originalError.message, { originalError })] };
};

/** Runs an operation that was validated before: limits and access judge it anew, with these variables. Never rejects. */
export const runKnown = async (
  operation: Operation,
  { operationName, variables }: Asked,
  context: GatewayContext,
  admission: Admission,
  pay: Pay | undefined,
): Promise<Answer> => {
  const { document } = operation;
  const judge = () => admission.admit({ document, operationName, variables, caller: context.caller });
  try {
    if (pay) await paid(pay, judge);
    else judge();
    return await operation.run(variables, context);
  } catch (error) {
    return refusal(error);
  }
};
