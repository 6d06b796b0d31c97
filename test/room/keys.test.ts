import { expect, test } from 'vitest';
import { pairOf } from '../../app/voices/crypto/boxes';
import { unlock } from '../../app/voices/crypto/contribution';
import { OpenRefused } from '../../app/voices/crypto/refused';
import { aContribution } from '../support/room-contributions';
import { roomData } from '../support/room-data';
import { anOpenRoom, aStaff } from '../support/room-people';

/**
 * Behaviour 4, the half of it that no rule of a page can break: with everything that the database, the secrets and the
 * shred store hold, a contribution opens with the keys of those it is assigned to and of its contributor, and with
 * nobody else's. Every wrapped key is tried with everybody's, as if it had been given to the wrong one.
 */
const room = await roomData();

test('with a copy of everything, keys open what they were given and nothing else', async () => {
  const open = await anOpenRoom(room, { organisations: 2 });
  const late = await aStaff(room, { organisation: open.organisations[0]!.id });
  const shared = await aContribution(room, { open, organisation: 0, text: 'first' });
  const unshared = await aContribution(room, { open, organisation: 0, text: 'second', consents: ['read_by_support'] });
  const foreign = await aContribution(room, { open, organisation: 1, text: 'third' });
  const later = await aStaff(room, { organisation: open.organisations[0]!.id });

  const [here, there] = open.organisations;
  const staff = [...here!.caseworkers, ...there!.caseworkers, ...open.facilitators, late, later];
  const everybody = new Map([
    ...staff.map((s) => [s.id, s.privateKey] as const),
    ...[shared, unshared, foreign].map((c) => [c.contributor, c.privateKey] as const),
  ]);
  const ids = (...of: { id: string }[]) => of.map((s) => s.id);
  const expected = new Map([
    // Facilitators of the same organisation where she shared with them; a colleague who came before, and not after.
    [shared.contribution, new Set([...ids(...here!.caseworkers, ...open.facilitators, late), shared.contributor])],
    [unshared.contribution, new Set([...ids(...here!.caseworkers, late), unshared.contributor])],
    [foreign.contribution, new Set([...ids(...there!.caseworkers), foreign.contributor])],
  ]);

  const rows = await room.sql<{ id: string; body: Buffer; shred: string }[]>`select id, body, shred from contribution`;
  const wrapped = await room.sql<{ contribution: string; reader: string; blob: Buffer }[]>`
    select contribution, reader, blob from wrapped_key`;
  expect(rows).toHaveLength(3);
  let tried = 0;
  for (const { id, body, shred } of rows) {
    const shredKey = await room.shred.read(shred);
    const opened = new Set<string>();
    for (const [person, privateKey] of everybody) {
      const keys = pairOf(privateKey);
      for (const { blob, reader } of wrapped) {
        // As it stands, and as if it had been written for whoever tries.
        for (const as of new Set([reader, person])) {
          tried += 1;
          try {
            unlock({ id, body, blob, reader: as, keys, shredKey });
            opened.add(person);
          } catch (e) {
            if (!(e instanceof OpenRefused)) throw e;
          }
        }
      }
    }
    expect(opened).toEqual(expected.get(id));
  }
  expect(tried).toBeGreaterThan(500);
});
