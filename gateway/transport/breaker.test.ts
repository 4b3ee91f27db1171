import { describe, expect, it } from 'vitest';
import { type Admission, type BreakerState, createBreaker, type Ending } from './breaker.ts';

const settings = { windowMs: 10_000, minimum: 4, rate: 0.5, inARow: 5, openMs: 3_000 };

const makeWorld = () => {
  let now = 0;
  const states: BreakerState[] = [];
  const breaker = createBreaker(
    settings,
    (state) => states.push(state),
    () => now,
  );
  const once = (ending: Ending): void => {
    const admission = breaker.admit();
    if (!admission) throw new Error('not admitted');
    breaker.report(admission, ending);
  };
  return {
    breaker,
    states,
    wait: (ms: number) => {
      now += ms;
    },
    end: (...endings: Ending[]) => endings.forEach(once),
  };
};

const opened = () => {
  const world = makeWorld();
  world.end('failed', 'failed', 'failed', 'failed');
  return world;
};

describe('a breaker', () => {
  it('opens where half of the requests failed, and lets none through', () => {
    const { breaker, states, end } = makeWorld();
    end('answered', 'answered', 'failed');
    expect(states).toEqual([]);
    end('failed');
    expect(states).toEqual(['open']);
    expect(breaker.admit()).toBeUndefined();
  });

  it('does not judge by few requests, nor by fewer failures', () => {
    const { states, end } = makeWorld();
    end('failed', 'failed', 'failed');
    expect(states).toEqual([]);
    const other = makeWorld();
    other.end('answered', 'answered', 'answered', 'failed', 'answered', 'failed', 'answered');
    expect(other.states).toEqual([]);
  });

  it('forgets what is older than its window', () => {
    const { states, end, wait } = makeWorld();
    end('failed', 'failed', 'failed');
    wait(5_000);
    end('answered');
    wait(5_001);
    end('failed');
    expect(states).toEqual([]);
    wait(60_000);
    end('failed', 'failed', 'failed');
    expect(states).toEqual([]);
  });

  it('still counts what is younger than half its window', () => {
    const { states, end, wait } = makeWorld();
    wait(4_000);
    end('failed', 'failed', 'failed');
    wait(4_000);
    end('failed');
    expect(states).toEqual(['open']);
  });

  it('counts no request that ended for another reason', () => {
    const { states, end } = makeWorld();
    end('unknown', 'unknown', 'unknown', 'unknown', 'failed', 'failed', 'failed');
    expect(states).toEqual([]);
  });

  it('opens where five in a row failed, however many were answered before, and however slowly they came', () => {
    const { states, end, wait } = makeWorld();
    for (let i = 0; i < 100; i += 1) end('answered');
    for (let i = 0; i < 4; i += 1) {
      end('failed');
      wait(20_000);
    }
    expect(states).toEqual([]);
    end('failed');
    expect(states).toEqual(['open']);
  });

  it('bears costly requests that fail while others are answered', () => {
    const { breaker, states, end } = makeWorld();
    for (let i = 0; i < 100; i += 1) end('answered');
    const costly = Array.from({ length: 20 }, () => breaker.admit() as Admission);
    end('answered');
    for (const one of costly) breaker.report(one, 'failed');
    expect(states).toEqual([]);
  });

  it('lets one through after a while, and closes where it is answered', () => {
    const { breaker, states, wait } = opened();
    wait(2_999);
    expect(breaker.admit()).toBeUndefined();
    wait(1);
    const trial = breaker.admit() as Admission;
    expect(breaker.admit()).toBeUndefined();
    breaker.report(trial, 'answered');
    expect(states).toEqual(['open', 'half-open', 'closed']);
    expect(breaker.admit()).toBeDefined();
  });

  it('opens again for as long where that one fails', () => {
    const { breaker, states, end, wait } = opened();
    wait(3_000);
    end('failed');
    expect(states).toEqual(['open', 'half-open', 'open']);
    wait(2_999);
    expect(breaker.admit()).toBeUndefined();
    wait(1);
    expect(breaker.admit()).toBeDefined();
  });

  it('lets the next one through where nobody waited for that one', () => {
    const { breaker, states, end, wait } = opened();
    wait(3_000);
    end('unknown');
    expect(states).toEqual(['open', 'half-open']);
    expect(breaker.admit()).toBeDefined();
    expect(breaker.admit()).toBeUndefined();
  });

  it('starts anew when it closes', () => {
    const { states, end, wait } = opened();
    wait(3_000);
    end('answered', 'failed', 'failed', 'failed');
    expect(states).toEqual(['open', 'half-open', 'closed']);
  });

  it('drops what comes late from before it opened', () => {
    const { breaker, states, end, wait } = makeWorld();
    const late = Array.from({ length: 6 }, () => breaker.admit() as Admission);
    end('failed', 'failed', 'failed', 'failed');
    wait(3_000);
    const trial = breaker.admit() as Admission;
    for (const one of late.slice(0, 3)) breaker.report(one, 'failed');
    breaker.report(late[3] as Admission, 'answered');
    expect(states).toEqual(['open', 'half-open']);
    breaker.report(trial, 'answered');
    for (const one of late.slice(4)) breaker.report(one, 'failed');
    expect(states).toEqual(['open', 'half-open', 'closed']);
  });
});
