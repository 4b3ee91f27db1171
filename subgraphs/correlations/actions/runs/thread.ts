import { parentPort } from 'node:worker_threads';
import { associationOf } from '../../domain/report/association.ts';
import type { Stage } from '../../domain/report/model-report.ts';
import type { Answer, Question } from './protocol.ts';

/** The thread in which models are fitted, one after another: a fit takes seconds, and nothing else could happen meanwhile. */
parentPort?.on('message', ({ request, daily }: Question) => {
  const say = (answer: Answer): void => parentPort?.postMessage(answer);
  let last = performance.now();
  const lap = (): number => {
    const now = performance.now();
    const ms = now - last;
    last = now;
    return ms;
  };
  const stagesMs: Partial<Record<Stage, number>> = {};
  const report = associationOf(request, daily, (stage) => {
    stagesMs[stage] = lap();
    say({ kind: 'stage', stage });
  });
  say({ kind: 'finished', run: { report, stagesMs, tellMs: lap() } });
});
