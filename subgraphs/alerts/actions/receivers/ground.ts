import type { Receivers } from '../../store/receivers/receivers.ts';
import type { Deliveries } from './deliveries.ts';
import type { Keeping } from './keep-receivers.ts';

/** What resolvers of receivers stand on. */
export interface ReceiversGround {
  readonly keptReceivers: Pick<Receivers, 'byIds'>;
  readonly keeping: Keeping;
  readonly deliveries: Deliveries;
  /** Signs cursors. */
  readonly cursorSecret: string;
}
