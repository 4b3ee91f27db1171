import type { Routes } from '@aqmrg/platform/subgraph/define.ts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { confirmDoor, unsubscribeDoor } from '../../domain/notify/receivers/doors.ts';
import { languageFor, type PageName, pageOf, pagePolicy, phrasesOfPage } from './page.ts';

export type TokenOutcome = 'DONE' | 'ALREADY' | 'NOT_VALID';
type Act = (token: string) => Promise<TokenOutcome>;

export interface ReceiverDoors {
  readonly confirmReceiver: Act;
  readonly unsubscribeReceiver: Act;
}

/** Longer than any token of ours. */
const mostOfToken = 1_024;
const mostOfBody = 4_096;

const words = { DONE: 'done', ALREADY: 'already', NOT_VALID: 'notValid' } as const;

const give = (reply: FastifyReply, status: number, page: string) =>
  reply
    .status(status)
    .header('content-security-policy', pagePolicy)
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(page);

/** A wildcard's: parameters are cut off at a hundred characters. */
const tokenOf = ({ params }: FastifyRequest): string => (params as { readonly '*': string })['*'];

const mount = (app: FastifyInstance, door: string, name: PageName, act: Act): void => {
  // what a mail scanner opens does nothing: the button, or one click of a mail program, does it
  app.get(`${door}/*`, async ({ headers }, reply) => {
    const language = languageFor(headers['accept-language']);
    const { title, question, button } = phrasesOfPage(name, language);
    return give(reply, 200, pageOf({ language, title, words: question, button }));
  });
  app.post(`${door}/*`, async (request, reply) => {
    const language = languageFor(request.headers['accept-language']);
    const token = tokenOf(request);
    const outcome = token.length > mostOfToken ? 'NOT_VALID' : await act(token);
    const phrases = phrasesOfPage(name, language);
    const page = { language, title: phrases.title, words: phrases[words[outcome]], button: null };
    return give(reply, outcome === 'NOT_VALID' ? 404 : 200, pageOf(page));
  });
};

/**
 * `GET` and `POST /v1/alerts/confirm/:token` and `/v1/alerts/unsubscribe/:token`: the token says who. A POST needs no more than that, whatever its body, so that
 * mail programs can send theirs (RFC 8058).
 */
export const createReceiverDoors =
  ({ confirmReceiver, unsubscribeReceiver }: ReceiverDoors): Routes =>
  (app) => {
    app.register(async (doors) => {
      doors.removeAllContentTypeParsers();
      const options = { parseAs: 'string', bodyLimit: mostOfBody } as const;
      doors.addContentTypeParser('*', options, (_request, _body, done) => done(null, null));
      mount(doors, confirmDoor, 'confirm', confirmReceiver);
      mount(doors, unsubscribeDoor, 'unsubscribe', unsubscribeReceiver);
    });
  };
