export type { Episode, Incident } from './domain/incident.ts';
export { follow, followSilence, nothingYet } from './domain/lifecycle/follow.ts';
export { reconcile } from './domain/lifecycle/reconcile.ts';
export { sampleOf } from './domain/lifecycle/sample.ts';
export type { Rule } from './domain/rule/rule.ts';
export { signalAt } from './domain/signal/signal-value.ts';
