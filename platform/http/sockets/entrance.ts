import { isDeepStrictEqual } from 'node:util';
import { MessageType, stringifyMessage } from 'graphql-ws';
import type { Grant, GrantEnd } from '../../access/identity.ts';
import { AirError } from '../../errors/air-error.ts';
import type { Introduced, ProtocolOptions } from './options.ts';
import type { Session } from './session.ts';

const forbidden = 4403;
const tryLater = 1013;

/** The reason for a close, where the grant's end is one; clients tell a token to renew from one to drop by it. */
const codeOfEnd = (why: GrantEnd): number => (why === 'sign-ins cannot be checked' ? tryLater : forbidden);

/** A ping of a client that shows another credential: everything else with `authorization` in it is an attempt, and answered as one. */
export const asksRefresh = (
  payload: Readonly<Record<string, unknown>> | undefined,
): payload is { readonly authorization: unknown } => payload !== undefined && 'authorization' in payload;

type Words = Readonly<Record<string, unknown>>;

const accepted = ({ expiresAt }: Grant): Words => ({
  accepted: true,
  expiresAt: expiresAt === null ? null : new Date(expiresAt).toISOString(),
  // for those whose clock is another
  expiresInMs: expiresAt === null ? null : Math.max(0, expiresAt - Date.now()),
});
const refused = ({ code, message }: AirError): Words => ({ accepted: false, code, message });

/** How clients get in, stay in with another token, and are sent away when what they showed is over. */
export const createEntrance = (
  { authenticate, onEnd }: Pick<ProtocolOptions, 'authenticate' | 'onEnd'>,
  charge: (session: Session) => void,
) => {
  /** Strangers, who have nothing that ends, cost nothing here. */
  const admit = (session: Session, grant: Introduced): void => {
    const { peer } = session;
    session.unwatch?.();
    session.unwatch = undefined;
    session.grant = grant;
    if (grant.caller.kind !== 'anonymous')
      session.unwatch = onEnd?.(grant, (why) => peer.close(codeOfEnd(why), why));
  };

  /** What the acknowledgement says, or false: then the socket is closed with 4403 where it is not closed yet. */
  const introduce = async (session: Session, params: Words | undefined): Promise<Words | boolean> => {
    const { peer } = session;
    try {
      const grant = await authenticate(params, peer.address);
      // it may have left meanwhile, and nobody would end its watch
      if (!peer.isOpen) return false;
      admit(session, grant);
      return grant.expiresAt === null ? true : { authorization: accepted(grant) };
    } catch (error) {
      if (!(error instanceof AirError)) throw error;
      if (error.code === 'AUTH_UNAVAILABLE') peer.close(tryLater, 'sign-ins cannot be checked');
      if (error.code === 'RATE_LIMITED' || error.code === 'OVERLOADED') peer.close(tryLater, error.message);
      if (error.code === 'TOKEN_EXPIRED') peer.close(forbidden, 'the token expired');
      return false;
    }
  };

  const judge = async (session: Session, authorization: unknown): Promise<Words> => {
    const { grant, peer } = session;
    if (!grant || grant.caller.kind === 'anonymous')
      return refused(
        new AirError('FORBIDDEN', 'Only who came with a token may renew it: connect again with this one.'),
      );
    if (typeof authorization !== 'string')
      return refused(new AirError('UNAUTHENTICATED', 'This token is not valid.'));
    try {
      const next = await authenticate({ authorization }, peer.address);
      if (!isDeepStrictEqual(next.caller, grant.caller))
        return refused(new AirError('FORBIDDEN', 'This token is for somebody else: connect again with it.'));
      // what it replaces may have been revoked meanwhile, which closed the socket
      if (peer.isOpen) admit(session, next);
      return accepted(next);
    } catch (error) {
      if (error instanceof AirError) return refused(error);
      throw error;
    }
  };

  /** Takes another token of the same caller in place of the one there is, while all that is subscribed to goes on. */
  const refresh = async (
    session: Session,
    { authorization }: { readonly authorization: unknown },
  ): Promise<void> => {
    let answer: Words;
    if (session.isRefreshing) {
      answer = refused(new AirError('CONFLICT', 'Another token is being looked at: send one at a time.'));
    } else {
      session.isRefreshing = true;
      try {
        answer = await judge(session, authorization);
      } finally {
        session.isRefreshing = false;
      }
    }
    if (answer.accepted === false) charge(session);
    await session.peer.send(stringifyMessage({ type: MessageType.Pong, payload: { authorization: answer } }));
  };

  return { introduce, refresh };
};
