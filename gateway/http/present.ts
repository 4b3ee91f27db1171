import { anonymous, type Caller } from '@aqmrg/platform/caller.ts';
import type { Log } from '@aqmrg/platform/log.ts';
import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import { mayExplore } from '../access/explore.ts';
import { withoutHints } from '../access/hints.ts';
import { withoutValues } from '../access/values.ts';
import { presentFormatted } from '../execution/errors.ts';

export interface PresenterOptions {
  readonly explore: boolean;
  readonly log: Log;
}

/** Who asked, for what may be shown to them. */
export interface Asker {
  readonly requestId: string;
  readonly caller?: Caller;
}

export interface Presenter {
  one(formatted: GraphQLFormattedError, error: unknown, asker: Asker | undefined): GraphQLFormattedError;
  all(errors: readonly GraphQLError[], asker: Asker): readonly GraphQLFormattedError[];
}

/** Errors as clients see them: masked where they are ours, without the values that were sent, without hints at the schema where those are for explorers. */
export const createPresenter = ({ explore, log }: PresenterOptions): Presenter => {
  const one: Presenter['one'] = (formatted, error, asker) => {
    const shown = presentFormatted(formatted, error, asker?.requestId, log);
    const message = withoutValues(shown.message);
    return {
      ...shown,
      message: mayExplore(asker?.caller ?? anonymous, explore) ? message : withoutHints(message),
    };
  };
  return {
    one,
    all: (errors, asker) => errors.map((error) => one(error.toJSON(), error, asker)),
  };
};
