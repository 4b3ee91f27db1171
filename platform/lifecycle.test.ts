import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { createLifecycle } from './lifecycle.ts';

const quiet = pino({ level: 'silent' });

describe('the lifecycle', () => {
  it('closes in the opposite order of opening, once', async () => {
    const lifecycle = createLifecycle(quiet);
    const closed: string[] = [];
    for (const name of ['database', 'consumer', 'server']) {
      lifecycle.onStop(name, async () => {
        closed.push(name);
      });
    }
    await Promise.all([lifecycle.stop('test'), lifecycle.stop('again')]);
    expect(closed).toEqual(['server', 'consumer', 'database']);
    expect(lifecycle.stopping.aborted).toBe(true);
  });

  it('goes on past what fails or hangs, and names it', async () => {
    const lifecycle = createLifecycle(quiet, 20);
    let closed = false;
    lifecycle.onStop('database', async () => {
      closed = true;
    });
    lifecycle.onStop('hanging', () => new Promise(() => {}));
    lifecycle.onStop('failing', () => Promise.reject(new Error('no')));
    expect(await lifecycle.stop('test')).toEqual(['failing', 'hanging']);
    expect(closed).toBe(true);
  });
});
