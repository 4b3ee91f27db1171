export { follow, followSilence, nothingYet } from './domain/lifecycle/follow.ts';
export { reconcile } from './domain/lifecycle/reconcile.ts';
export { sampleOf } from './domain/lifecycle/sample.ts';
export { signalAt } from './domain/signal/signal-value.ts';
