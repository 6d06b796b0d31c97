import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Server } from '@hocuspocus/server';
import * as Y from 'yjs';
import { connect } from '../../../db/connect';
import { answerMeasured } from './measured';

/*
 * Hocuspocus with durable storage on the same PostgreSQL through the same driver, as its own database extension does
 * it: the whole state is fetched when a document is opened and stored after the pause that is its default (two seconds
 * of quiet, ten at most).
 */
const sql = connect(process.env.DATABASE_URL!, { max: 10 });
await sql`create table if not exists hocuspocus_document (name text primary key, data bytea not null)`;

const server = new Server({
  quiet: true,
  stopOnSignals: false,
  async onAuthenticate() {},
  async onLoadDocument({ documentName, document }) {
    const [row] = await sql<{ data: Uint8Array }[]>`select data from hocuspocus_document where name = ${documentName}`;
    if (row) Y.applyUpdate(document, row.data);
  },
  async onStoreDocument({ documentName, document }) {
    const state = Buffer.from(Y.encodeStateAsUpdate(document));
    await sql`
      insert into hocuspocus_document (name, data) values (${documentName}, ${state})
      on conflict (name) do update set data = excluded.data`;
  },
});
// Its own listen() takes an address and listens on all of them.
server.httpServer.listen(0, '127.0.0.1');
await once(server.httpServer, 'listening');
// What it says of each broken frame would bury the table.
console.error = () => {};

answerMeasured({
  url: () => `ws://127.0.0.1:${(server.httpServer.address() as AddressInfo).port}`,
  rooms: () => server.hocuspocus.getDocumentsCount(),
  async stop() {
    await server.destroy();
    await sql.end();
  },
});
