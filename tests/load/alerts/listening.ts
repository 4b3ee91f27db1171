import { fileURLToPath } from 'node:url';
import { heard, start } from '../gateway/processes.ts';
import type { Answer, Arrival, Question, Wish } from './listener.ts';

const script = fileURLToPath(new URL('./listener.ts', import.meta.url));

export interface Listening {
  readonly webhookUrl: string;
  readonly bareUrl: string;
  /** Resolves once it is connected. */
  readonly follow: (wish: Wish) => Promise<void>;
  readonly take: () => Promise<readonly Arrival[]>;
  readonly stop: () => Promise<void>;
}

/** A process that receives webhooks and frames and notes when, so that who sends readings does not measure itself. */
export const openListener = async (): Promise<Listening> => {
  const running = start(undefined, [script], {});
  running.child.setMaxListeners(0);
  const ask = async (question: Question): Promise<Answer> => {
    const answer = heard<Answer>(running, 'the listener');
    running.child.send(question);
    return answer;
  };
  const { port } = (await heard(running, 'the listener')) as { readonly port: number };
  const url = `http://127.0.0.1:${port}`;
  return {
    webhookUrl: `${url}/webhook`,
    bareUrl: `${url}/bare`,
    follow: async (wish) => void (await ask({ follow: wish })),
    take: async () => ((await ask({ take: true })) as { readonly arrivals: readonly Arrival[] }).arrivals,
    stop: running.stop,
  };
};
