import type { Log } from '@aqmrg/platform/log.ts';
import type { Executor } from '../execution/operation.ts';
import type { Admission } from './admission.ts';
import type { Documents } from './asked.ts';
import type { Counting } from './counting.ts';
import type { Opening } from './opening.ts';
import type { Paying } from './paying.ts';
import type { Presenter } from './present.ts';

/** What every way into the graph works with. */
export interface Edge {
  readonly executor: Executor;
  readonly admission: Admission;
  readonly documents: Documents;
  readonly presenter: Presenter;
  readonly opening: Opening;
  readonly counting: Counting;
  readonly paying: Paying;
  readonly log: Log;
}
