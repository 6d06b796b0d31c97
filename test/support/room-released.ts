import { withdraw } from '../../app/voices/contributing/withdraw.server';
import { fingerprintsOf } from '../../app/voices/crypto/fingerprints';
import { lockRelease } from '../../app/voices/crypto/release';
import { newId } from '../../app/voices/crypto/tokens';
import { wordingHash } from '../../app/voices/crypto/wording';
import { tellVoice } from '../../app/voices/door/changes.server';
import type { Scope } from '../../app/voices/scopes';
import { weekOf } from '../../app/voices/week';
import { aContribution, type SomeContribution } from './room-contributions';
import { anOpenRoom, type SomeOpenRoom, type SomeRoomProcess } from './room-people';

export interface SomeExcerpt extends SomeContribution {
  voice: string;
  words: string;
}

/**
 * An excerpt as a release leaves it, straight into the tables, given from this week on: what releasing refuses is tested where
 * it is done. Of a contribution of its own with every consent, but for what `values` say.
 */
export async function aReleasedExcerpt(
  room: SomeRoomProcess,
  values: {
    words: string;
    id?: string;
    form?: 'quote' | 'paraphrase';
    language?: 'en' | 'fr' | 'ar';
    consents?: readonly Scope[];
    exclusions?: { organisations?: number[]; categories?: string[] };
    batchWeek?: number;
    of?: SomeContribution;
    open?: SomeOpenRoom;
  },
): Promise<SomeExcerpt> {
  const { words, form = 'quote', language = 'en', consents, exclusions } = values;
  const of =
    values.of ??
    (await aContribution(room, {
      language,
      ...(values.open ? { open: values.open } : {}),
      ...(consents ? { consents } : {}),
      ...(exclusions ? { exclusions } : {}),
    }));
  const voice = values.id ?? newId();
  const shred = await room.shred.make();
  const body = lockRelease(room.keys, voice, Buffer.from(words), await room.shred.read(shred));
  const [yes] = await room.sql<{ hash: Buffer }[]>`
    select hash from consent_event where contribution = ${of.contribution} and scope = ${form} and state = 'given' order by n desc limit 1`;
  const [first, second] = of.open.organisations[0]!.caseworkers;
  await room.sql.begin(async (tx) => {
    await tx`
      insert into excerpt (id, contribution, form, language, state, released_body, shred, approved_hash, approved_consent, proposed_by, second_reader, batch_week)
      values (${voice}, ${of.contribution}, ${form}, ${language}, 'released', ${body}, ${shred},
        ${wordingHash(room.keys, voice, Buffer.from(words))}, ${yes?.hash ?? null}, ${first.id}, ${second.id}, ${values.batchWeek ?? weekOf(room.now())})`;
    for (const shingle of fingerprintsOf(room.keys, words))
      await tx`insert into fingerprint (excerpt, shingle) values (${voice}, ${shingle})`;
    await tellVoice(tx, voice, 'released');
  });
  return { ...of, voice, words };
}

export interface SomeTheme {
  voice: string;
  words: string;
  supporters: SomeContribution[];
}

/** A theme as a release leaves it, with three supporters of two organisations unless `supporters` are given. */
export async function aReleasedTheme(
  room: SomeRoomProcess,
  values: {
    words: string;
    id?: string;
    supporters?: SomeContribution[];
    consents?: readonly Scope[];
    exclusions?: { organisations?: number[]; categories?: string[] };
    batchWeek?: number;
  },
): Promise<SomeTheme> {
  const { words, consents, exclusions } = values;
  const some = { ...(consents ? { consents } : {}) };
  let supporters = values.supporters;
  if (!supporters) {
    const open = await anOpenRoom(room, { organisations: 2 });
    supporters = [
      await aContribution(room, { open, organisation: 0, ...some }),
      await aContribution(room, { open, organisation: 0, ...some }),
      await aContribution(room, { open, organisation: 1, ...some, ...(exclusions ? { exclusions } : {}) }),
    ];
  }
  const { open } = supporters[0]!;
  const voice = values.id ?? newId();
  await room.sql.begin(async (tx) => {
    await tx`
      insert into theme (id, room, language, words, state, written_by, second_reader, batch_week)
      values (${voice}, ${open.id}, 'en', ${words}, 'released', ${open.facilitators[0].id}, ${open.facilitators[1].id}, ${values.batchWeek ?? weekOf(room.now())})`;
    for (const { contribution } of supporters)
      await tx`insert into theme_support (theme, contribution) values (${voice}, ${contribution})`;
    await tellVoice(tx, voice, 'released');
  });
  return { voice, words, supporters };
}

/** She takes back what she wrote, by the command that her own pages use. */
export async function withdrawn(room: SomeRoomProcess, one: SomeContribution): Promise<void> {
  await withdraw(room, () => 0, one.contributor, null);
}
