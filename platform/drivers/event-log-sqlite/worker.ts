import { parentPort, workerData } from 'node:worker_threads';
import { failureOf, openDatabase } from './database.ts';
import { LettersFull } from './letters.ts';
import type { Failure, Opened, Question, WorkerSettings } from './protocol.ts';
import { openStore } from './store.ts';

/** The thread that owns the file: answers one question after another. SQLite blocks, so it blocks here and not where requests are served. */
const serve = (settings: WorkerSettings): void => {
  const port = parentPort;
  if (port === null) throw new Error('The event log runs in a worker thread');
  const database = openDatabase(settings.file, settings.newEpoch, settings.maxBytes);
  const store = openStore(database, settings.maxDeadLetters);
  port.postMessage({ epoch: database.epoch } satisfies Opened);

  let fatal: Failure | undefined;
  const asFailure = (error: unknown): Failure => {
    const failure: Failure =
      error instanceof LettersFull ? { kind: 'letters-full', message: error.message } : failureOf(error);
    if (failure.kind === 'fatal') fatal = failure;
    return failure;
  };

  const answer = (question: Question): unknown => {
    switch (question.kind) {
      case 'commit':
        return store.commit(question.ask);
      case 'read':
        return store.read(question.ask);
      case 'range':
        return store.range(question.ask);
      case 'committed':
        return store.committed(question.ask);
      case 'letters':
        return store.letters(question.ask);
      case 'replay':
        return store.replay(question.ask);
      case 'tidy':
        return store.tidy(question.ask);
      case 'close':
        return database.db.close();
      default:
        return question satisfies never;
    }
  };

  port.on('message', (question: Question) => {
    const { id } = question;
    if (fatal !== undefined) {
      port.postMessage({ id, failure: fatal });
      return;
    }
    try {
      port.postMessage({ id, value: answer(question) });
    } catch (error) {
      port.postMessage({ id, failure: asFailure(error) });
      return;
    }
    if (question.kind === 'close') {
      port.close();
      return;
    }
    try {
      database.checkpoint();
    } catch (error) {
      // A full disk delays the checkpoint: records stay in the write-ahead log. The next question hears of anything worse.
      asFailure(error);
    }
  });
};

try {
  serve(workerData as WorkerSettings);
} catch (error) {
  parentPort?.postMessage({ failure: failureOf(error) } satisfies Opened);
}
