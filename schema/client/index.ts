export type { Live, LiveBreak, LiveOptions, TokenSource } from './live.ts';
export { openLive } from './live.ts';
export type { GraphProblem, LiveProblem } from './live-error.ts';
export { LiveError } from './live-error.ts';
export type { LiveDocument } from './operation.ts';
export * from './operations.generated.ts';
export type { LiveStream, StreamOptions, WhenSlow } from './stream.ts';
