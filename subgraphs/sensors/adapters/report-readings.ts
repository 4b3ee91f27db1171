import { AirError } from '@aqmrg/platform/errors/air-error.ts';
import { catalogue, type ErrorCode } from '@aqmrg/platform/errors/catalogue.ts';
import type { ExecutionResult } from 'graphql';
import type { RefusedRow, Report, ReportBatch } from './replay/contract.ts';

const document = /* GraphQL */ `
  mutation ReportReadings($input: ReportReadingsInput!) {
    reportReadings(input: $input) {
      __typename
      ... on ReportedReadings { refused { index field code message } }
      ... on TooManyReadings { message }
      ... on ReportingOverloaded { retryAfterSeconds message }
    }
  }
`;

type Payload =
  | { readonly __typename: 'ReportedReadings'; readonly refused: readonly RefusedRow[] }
  | { readonly __typename: 'TooManyReadings'; readonly message: string }
  | {
      readonly __typename: 'ReportingOverloaded';
      readonly retryAfterSeconds: number;
      readonly message: string;
    };

/** Sends an operation to the room that takes readings. */
export type Ask = (
  document: string,
  variables: Readonly<Record<string, unknown>>,
) => Promise<ExecutionResult>;

const iso = (ms: number): string => new Date(ms).toISOString();

const inputOf = ({ readings, delivery }: ReportBatch) => ({
  delivery,
  readings: readings.map(({ periodStart, periodEnd, replay, ...rest }) => ({
    ...rest,
    periodStart: iso(periodStart),
    periodEnd: iso(periodEnd),
    ...(replay && {
      replay: {
        originalPeriodStart: iso(replay.originalPeriodStart),
        originalPeriodEnd: iso(replay.originalPeriodEnd),
      },
    }),
  })),
});

const isCode = (code: unknown): code is ErrorCode =>
  typeof code === 'string' && Object.hasOwn(catalogue, code);

/** The door for adapters of this room: the same mutation that any client calls. */
export const reportThrough =
  (ask: Ask): Report =>
  async (batch) => {
    const { data, errors } = await ask(document, { input: inputOf(batch) });
    const [error] = errors ?? [];
    const code = error?.extensions.code;
    if (error) throw new AirError(isCode(code) ? code : 'INTERNAL', error.message, { cause: error });
    const payload = data?.reportReadings as Payload;
    switch (payload.__typename) {
      case 'ReportedReadings':
        return payload.refused;
      case 'TooManyReadings':
        throw new AirError('TOO_MANY_ROWS', payload.message);
      case 'ReportingOverloaded':
        throw new AirError('OVERLOADED', payload.message, { retryAfterSeconds: payload.retryAfterSeconds });
      default:
        throw payload satisfies never;
    }
  };
