import { parentPort } from 'node:worker_threads';
import { correlateDaily } from '../../domain/correlating/correlate-daily.ts';
import { associationOf } from '../../domain/report/association.ts';
import type { Stage } from '../../domain/report/model-report.ts';
import { studyOf } from '../../domain/study/run-study.ts';
import { readSent } from '../read-sent.ts';
import type { Answer, CorrelationToRun, Question, StudyToRun, Task, Upload } from './protocol.ts';

const say = (answer: Answer): void => parentPort?.postMessage(answer);

const associate = ({ request, daily }: Question): void => {
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
};

const study = ({ plan, daily }: StudyToRun): void => {
  const found = studyOf(plan, daily, (done) => say({ kind: 'progress', done }));
  say({ kind: 'studied', found });
};

const correlate = ({ question, daily }: CorrelationToRun): void =>
  say({ kind: 'correlated', found: correlateDaily(question, daily) });

const read = ({ sent, tomorrow }: Upload): void => {
  const found = readSent(sent, tomorrow);
  const values = found.kind === 'read' ? Object.values(found.upload.values) : [];
  // handed over, not copied
  const buffers = values.map(({ buffer }) => buffer as ArrayBuffer);
  parentPort?.postMessage({ kind: 'upload-read', read: found } satisfies Answer, buffers);
};

/** The thread in which models are fitted and uploads read, one after another: these take seconds, and nothing else could happen meanwhile. */
parentPort?.on('message', (task: Task) => {
  if (task.kind === 'study') study(task.study);
  else if (task.kind === 'correlation') correlate(task.correlation);
  else if (task.kind === 'upload') read(task.upload);
  else associate(task.question);
});
