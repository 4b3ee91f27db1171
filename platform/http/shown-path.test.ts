import { expect, it } from 'vitest';
import { createLog } from '../log.ts';
import { createApp } from './app.ts';
import { shownPath } from './shown-path.ts';

it('shows a path without what was asked of it, and nothing of what a route took whatever it was', async () => {
  const app = createApp(createLog('silent'));
  const shown: string[] = [];
  app.addHook('onRequest', async (request) => void shown.push(shownPath(request)));
  for (const path of ['/feed', '/feed/:file', '/links/*']) app.get(path, async () => '');
  for (const url of ['/feed?token=t', '/feed/one.xml', '/links/s3cret?a=b', '/links/', '/nowhere?token=t'])
    await app.inject(url);
  expect(shown).toEqual(['/feed', '/feed/one.xml', '/links/*', '/links/*', '/nowhere']);
});
