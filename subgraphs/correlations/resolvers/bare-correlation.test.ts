import { type FragmentDefinitionNode, Kind, type OperationDefinitionNode, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { refuseBareCorrelation } from './bare-correlation.ts';

const asking = (text: string) => {
  const { definitions } = parse(text);
  const operation = definitions.find(
    ({ kind }) => kind === Kind.OPERATION_DEFINITION,
  ) as OperationDefinitionNode;
  const fragments = Object.fromEntries(
    definitions
      .filter((one): one is FragmentDefinitionNode => one.kind === Kind.FRAGMENT_DEFINITION)
      .map((one) => [one.name.value, one]),
  );
  return { fieldNodes: operation.selectionSet.selections as never, fragments };
};
const refusing = (text: string) => () => refuseBareCorrelation(asking(text));
const whole = 'raw { r nEffective } adjusted { r low high }';

describe('a raw correlation', () => {
  it.each([
    ['all that belongs to it', `{ correlation { ... on Correlation { lags { lag ${whole} } } } }`],
    [
      'other names',
      '{ c: correlation { ... on Correlation { l: lags { x: raw { y: r nEffective } adjusted { r low high } } } } }',
    ],
    ['nothing of it', '{ correlation { ... on Correlation { summary lags { adjusted { r } } } } }'],
    ['its days alone', '{ correlation { ... on Correlation { lags { raw { n nEffective } } } } }'],
    [
      'fragments',
      `{ correlation { ...C } } fragment C on Correlation { lags { ...L } lags { adjusted { low high } } } fragment L on LagCorrelation { raw { nEffective ... { r } } adjusted { r } }`,
    ],
  ])('is told with %s', (_what, text) => {
    expect(refusing(text)).not.toThrow();
  });

  it.each([
    ['alone', '{ correlation { ... on Correlation { lags { raw { r } } } } }', 'lags.raw.nEffective'],
    [
      'without the adjusted one',
      '{ correlation { ... on Correlation { lags { raw { p nEffective } } } } }',
      'lags.adjusted.r',
    ],
    [
      'without its interval',
      '{ correlation { ... on Correlation { lags { raw { low nEffective } adjusted { r } } } } }',
      'lags.adjusted.low',
    ],
    [
      'under another name',
      '{ correlation { ... on Correlation { lags { adjusted: raw { r nEffective low high } } } } }',
      'lags.adjusted.r',
    ],
    [
      'in a fragment',
      '{ correlation { ...C } } fragment C on Correlation { lags { raw { r } } }',
      'lags.raw.nEffective',
    ],
  ])('is not told %s', (_what, text, field) => {
    expect(refusing(text)).toThrow(expect.objectContaining({ code: 'BAD_INPUT', field }));
  });
});
