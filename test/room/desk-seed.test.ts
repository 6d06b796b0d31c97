import { expect, test } from 'vitest';
import { enter } from '../../app/voices/contributing/entering.server';
import { fromBase32 } from '../../app/voices/crypto/base32';
import { stepOf, totpCode } from '../../app/voices/crypto/totp';
import { signIn } from '../../app/voices/desk/signing-in.server';
import { readCounts } from '../../app/voices/desk/weekly.server';
import { answering } from '../../app/voices/door/answers.server';
import { lint } from '../../app/voices/lint';
import { seedRoom } from '../../db/room/seed';
import { seedViews } from '../../db/room/seed-views';
import { seedExcerpts, seedThemes, seedVoices } from '../../db/room/seed-voices';
import { roomData } from '../support/room-data';

test('the demonstration is made by the commands that the pages use, says that it is invented, and can be used', async () => {
  const room = await roomData();
  const shown = (await seedRoom(room, 'http://localhost:3001'))!;
  expect(await seedRoom(room, 'http://localhost:3001')).toBeNull();
  expect(shown.staff).toHaveLength(6);
  for (const s of shown.staff) {
    expect(s.name).toContain('(invented)');
    const code = totpCode(fromBase32(s.totpSecret)!, stepOf(room.now()));
    expect((await signIn(room, { signIn: s.signIn, passphrase: s.passphrase, code })).id).toBeTruthy();
  }
  for (const code of shown.invitations) expect(await enter(room, (w) => w(), code)).toMatchObject({ kind: 'invited' });
  const [bad] = await room.sql`select count(*)::int as n from room_requirement where not invented`;
  expect(bad!.n).toBe(0);

  const answer = answering(room);
  const all = [...seedExcerpts, ...seedThemes];
  const everybody = { organisations: [1], categories: ['civil-society'] };
  const inside = await answer('read', { voices: all, audience: everybody, surface: 'document' });
  expect(Object.values(inside.voices).filter((v) => 'words' in v)).toHaveLength(all.length);
  for (const v of Object.values(inside.voices))
    expect('words' in v && v.words).toMatch(/\((invented|inventé|من نسج الخيال)\)$/);
  const government = { organisations: [2], categories: ['government'] };
  const shut = await answer('read', { voices: all, audience: government, surface: 'document' });
  expect(shut.voices[seedVoices.choosingInterpreter]).toEqual({ marker: 'not-for-you' });
  const outside = await answer('read', { voices: all, audience: 'public', surface: 'public-page' });
  const open = all.filter((id) => 'words' in outside.voices[id]!);
  expect(open.sort()).toEqual([seedVoices.recoveryPeriodExplained, seedVoices.oneContact].sort());

  const [of] = await room.sql<{ id: string }[]>`select id from room`;
  expect((await readCounts(room, of!.id))!.total).toBe(15);
}, 60_000);

test('nothing that is said in it names a person, a place or a date', () => {
  expect(seedViews.flatMap((v) => lint(v.text).map((f) => [f.kind, f.text]))).toEqual([]);
});
