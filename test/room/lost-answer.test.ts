import { expect, test } from 'vitest';
import { versionOf } from '../../app/voices/contributing/consent-texts.server';
import { openingOf } from '../../app/voices/contributing/opening.server';
import { submit } from '../../app/voices/contributing/submit.server';
import { newReceipt } from '../../app/voices/crypto/codes';
import { unlock } from '../../app/voices/crypto/contribution';
import type { Sql } from '../../db/connect';
import { notBusy } from '../support/room-contributions';
import { roomData } from '../support/room-data';
import { anInvitation, anOpenRoom } from '../support/room-people';

const room = await roomData();
const open = await anOpenRoom(room);

/** A pool whose line is cut when the commit is done and its answer on the way. */
const cutAfterCommit = new Proxy(room.sql, {
  get(sql, name) {
    if (name !== 'begin') return Reflect.get(sql, name);
    return async (...how: unknown[]) => {
      await (sql.begin as (...a: unknown[]) => Promise<unknown>)(...how);
      throw Object.assign(new Error('cut'), { code: 'CONNECTION_CLOSED' });
    };
  },
}) as Sql;

test('words whose commit got no answer are there and can be read when they are sent again', async () => {
  const invitation = await anInvitation(room, open);
  const submission = {
    text: 'Kept, whatever the line does.',
    language: 'en' as const,
    given: [{ scope: 'read_by_support' as const, textHash: versionOf('read_by_support', 'en', ['Told (invented).']) }],
    exclusions: { organisations: [], categories: [] },
    by: { invitation: invitation.id, receipt: newReceipt().canonical },
  };
  await expect(submit({ ...room, sql: cutAfterCommit }, notBusy, submission)).rejects.toThrow('cut');
  const again = await submit(room, notBusy, submission);
  expect(again.contribution).toBeNull();

  const [row] = await room.sql<{ id: string; body: Buffer }[]>`
    select id, body from contribution where contributor = ${again.contributor}`;
  const opening = await openingOf(room, { contributor: again.contributor, privateKey: again.privateKey! }, row!.id);
  expect(unlock({ ...opening!, body: row!.body }).toString()).toContain('whatever the line does');
});
