import type { AccessFact, AccessNews } from '@aqmrg/schema/events/access.ts';
import { makeApiKey } from '../api-key.ts';
import type { Listen } from '../follow-news.ts';

/** What auth tells, without its room: a snapshot of all that was said to each who listens, then what is said, and beats. */
export const tellNews = (beatEveryMs = 200) => {
  const said: AccessFact[] = [];
  const listeners = new Set<{
    readonly put: (news: AccessNews) => void;
    readonly end: (why: Error) => void;
  }>();
  let isAway = false;
  let isMute = false;
  let opened = 0;
  const tell = (news: AccessNews): void => {
    if (!isMute) for (const { put } of listeners) put(news);
  };
  const beating = setInterval(() => tell({ kind: 'beat' }), beatEveryMs);

  const listen: Listen = async (signal) => {
    opened += 1;
    if (isAway) throw new Error('auth is away');
    const waiting: AccessNews[] = [];
    let wake: () => void = () => undefined;
    let failure: Error | undefined;
    const one = {
      put(news: AccessNews) {
        waiting.push(news);
        wake();
      },
      end(why: Error) {
        failure = why;
        listeners.delete(one);
        wake();
      },
    };
    signal.addEventListener('abort', () => one.end(new Error('left')), { once: true });
    listeners.add(one);
    if (!isMute) {
      const half = Math.floor(said.length / 2);
      one.put({ kind: 'snapshot', facts: said.slice(0, half), isLast: false });
      one.put({ kind: 'snapshot', facts: said.slice(half), isLast: true });
    }
    return {
      async *[Symbol.asyncIterator]() {
        for (;;) {
          const next = waiting.shift();
          if (next) yield next;
          else if (failure) throw failure;
          else
            await new Promise<void>((resolve) => {
              wake = resolve;
            });
        }
      },
    };
  };

  return {
    listen,
    say(...facts: AccessFact[]) {
      said.push(...facts);
      tell({ kind: 'facts', facts });
    },
    /** Tells whatever, right or wrong. */
    tell,
    /** Breaks every connection; while it is away there are no new ones. */
    leave(why = 'auth is away') {
      isAway = true;
      for (const { end } of [...listeners]) end(new Error(why));
    },
    comeBack() {
      isAway = false;
    },
    /** Connections stay, and nothing comes over them. */
    mute(isSo = true) {
      isMute = isSo;
    },
    listening: () => listeners.size,
    opened: () => opened,
    close: () => clearInterval(beating),
  };
};

type KeyIssued = Extract<AccessFact, { readonly kind: 'KeyIssued' }>;

/** A key, and the fact that says it. */
export const issueKey = (
  rest: Partial<KeyIssued> = {},
): { readonly key: string; readonly fact: KeyIssued } => {
  const { id, key, secretSha256 } = makeApiKey();
  return {
    key,
    fact: {
      kind: 'KeyIssued',
      keyId: id,
      secretSha256,
      organisation: 'city',
      networks: ['roofs'],
      scopes: ['ingest'],
      issuedAt: 0,
      expiresAt: null,
      ...rest,
    },
  };
};
