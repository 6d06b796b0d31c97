import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { createRequestHandler } from '@remix-run/express';
import type { ServerBuild } from '@remix-run/node';
import express from 'express';
import { noTie } from '../../../app/discussions/discussion';
import { listDiscussions } from '../../../app/discussions/queries/list.server';
import { readPosts } from '../../../app/discussions/queries/posts.server';
import { connect } from '../../../db/connect';
import { answerAsks } from '../asks';
import type { BareContext } from './app/context';

/** A bare Remix route on Express, as Remix's own template puts it together, with the same data and the same driver. */
const sql = connect(process.env.DATABASE_URL!, { max: 10 });
const built = process.env.BARE_BUILD!;
const build = (await import(pathToFileURL(path.join(built, 'server', 'index.js')).href)) as unknown as ServerBuild;

/** What Plenary's own pages read, as a visitor reads it; who asks, and all that stands around it, is left out. */
const context: BareContext = {
  posts: (discussion) => readPosts(sql, null, { tie: noTie }, { discussion, page: 2 }, 'en'),
  list: async () => (await listDiscussions(sql, null, { language: 'en', now: new Date(), page: 1 })).discussions,
};
const app = express();
app.disable('x-powered-by');
app.use('/assets', express.static(path.join(built, 'client', 'assets'), { immutable: true, maxAge: '1y' }));
app.all(
  '*',
  createRequestHandler({
    build,
    mode: 'production',
    // The house's own routes are typed to be handed more; the bare ones ask for these two.
    getLoadContext: () => context as never,
  }),
);
const server = app.listen(0, '127.0.0.1');
await new Promise((resolve) => server.once('listening', resolve));

answerAsks({ url: () => `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
