import { describe, expect, it } from 'vitest';
import { connectionConfig } from './connection.ts';

const configFor = (url: string, room?: 'auth') =>
  connectionConfig({
    url,
    room,
    applicationName: 'tests',
    connectTimeoutMs: 1_000,
    session: { statement_timeout: 8_000 },
  });

describe('a connection', () => {
  it('is opened in UTC, with the rights of its room and its time-outs', () => {
    expect(configFor('postgres://u:p@db.example.org/air', 'auth')).toMatchObject({
      connectionString: 'postgres://u:p@db.example.org/air',
      options: '-c statement_timeout=8000 -c TimeZone=UTC -c role=air_auth',
    });
  });

  it('keeps what the url asks for, and has the last word', () => {
    const url = 'postgresql://u@db/air?sslmode=verify-full&options=-c%20role%3Downer%20-c%20geqo%3Doff';
    expect(configFor(url, 'auth')).toMatchObject({
      connectionString: 'postgresql://u@db/air?sslmode=verify-full',
      options: '-c role=owner -c geqo=off -c statement_timeout=8000 -c TimeZone=UTC -c role=air_auth',
    });
  });

  it.each(['', 'db.example.org', 'mysql://u:secret@db/air', 'postgres://u:secret@:x/air'])(
    'is refused for a url of another shape, which is not repeated: %s',
    (url) => {
      expect(() => configFor(url)).toThrow(/^The url of the database has to be postgresql:/);
    },
  );
});
