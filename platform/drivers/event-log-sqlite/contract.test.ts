import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { eventLogContract } from '../../ports/event-log.contract.ts';
import { openSqliteEventLog } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'event-log-'));
afterAll(() => rmSync(folder, { recursive: true }));

eventLogContract('SQLite', () => openSqliteEventLog({ folder }));
