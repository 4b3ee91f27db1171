import type { EpochMs } from '@aqmrg/schema/events/vocabulary.ts';

type Maybe<T> = T | null | undefined;

export interface AverageInput {
  readonly every: string;
  readonly aggregates?: Maybe<readonly string[]>;
  readonly minCoverage?: Maybe<number>;
}

/** What somebody asks for: the graph's RequestExportInput, or the query of an address, whose words nobody has looked at. */
export interface RequestInput {
  readonly sensorIds?: Maybe<readonly string[]>;
  readonly siteIds?: Maybe<readonly string[]>;
  readonly networkIds?: Maybe<readonly string[]>;
  readonly countries?: Maybe<readonly string[]>;
  readonly quantities?: Maybe<readonly string[]>;
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly format?: Maybe<string>;
  readonly layout?: Maybe<string>;
  readonly compression?: Maybe<string>;
  readonly split?: Maybe<string>;
  readonly columns?: Maybe<string>;
  readonly average?: Maybe<AverageInput>;
  readonly version?: Maybe<string>;
  readonly quality?: Maybe<readonly string[]>;
  readonly asOf?: Maybe<EpochMs>;
}
