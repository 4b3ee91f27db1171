import { anonymous, type Caller } from '@aqmrg/platform/caller.ts';
import { act } from './acts.ts';
import { openGround } from './open-ground.ts';
import { openRoom, settings } from './open-room.ts';

export const password = 'seven lorries in fog';
export const other = 'eight ponies on ice';

export interface SignedIn {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly user: { readonly id: string; readonly role?: string };
}

const part = ({ accessToken }: SignedIn, index: 0 | 1): Record<string, string> =>
  JSON.parse(Buffer.from(accessToken.split('.')[index] ?? '', 'base64url').toString());
export const sessionOf = (signedIn: SignedIn): string => part(signedIn, 1).sid ?? '';
export const kidOf = (signedIn: SignedIn): string => part(signedIn, 0).kid ?? '';

/** Whoever the token of this sign-in makes of who sends it. */
export const callerWith = (signedIn: SignedIn): Caller => ({
  ...anonymous,
  kind: 'user',
  id: signedIn.user.id,
  role: signedIn.user.role === 'ADMIN' ? 'ADMIN' : 'AUTHENTICATED',
  session: sessionOf(signedIn),
});

/** The real room with an Admin, and the ways in. */
export const openDoor = async () => {
  const ground = await openGround();
  const room = await openRoom(ground);
  let hosts = 0;
  /** From an address of its own, so that no lock-out has a say. */
  const asStranger = (caller: Caller = anonymous) => {
    hosts += 1;
    return room.ask(caller, `2001:db8:${hosts.toString(16)}::1`);
  };
  const input = { token: settings.setupToken, email: 'admin@example.org', name: 'Admin', password };
  const admin = callerWith(await act(room.asStranger, 'setUp', input));
  return {
    ground,
    room,
    admin,
    fromAnew: asStranger,
    signIn: (email: string, typed = password) => act(asStranger(), 'signIn', { email, password: typed }),
    refresh: ({ refreshToken }: SignedIn) => act(asStranger(), 'refresh', { refreshToken }),
    /** Somebody with an account, by the ways that there are. Resolves with their address. */
    async makePerson(name: string): Promise<string> {
      const email = `${name}@example.org`;
      await act(asStranger(), 'signUp', { email, name: 'Person', password });
      await ground.database.client.account.update({ where: { email }, data: { status: 'ACTIVE' } });
      return email;
    },
    async close() {
      await room.stop();
      await ground.close();
    },
  };
};

export type Door = Awaited<ReturnType<typeof openDoor>>;
