import { announce } from '../../../db/announce';
import type { Db, Sql } from '../../../db/connect';
import { isAttachmentId } from '../../attachments/attachment';
import type { CleanFile } from '../../attachments/commands.server';
import { dayOf } from '../../organisations/organisation';
import type { Reader } from '../../people/person';
import { refuse } from '../../shared/refusal';
import { isOfCommittee, whyNotFile, wrong } from '../committee';
import type { LetterInput, SignatureInput } from '../forms';
import { readState, standingOf } from '../state.server';

/** Files a letter of agreement. Sent twice, it is there once. Refuses not-found, days that run back, and more or less than one file. */
export async function fileLetter(
  sql: Sql,
  reader: Reader,
  input: LetterInput,
  files: CleanFile[],
  now: Date,
): Promise<void> {
  const no = whyNotFile(reader);
  if (no) throw no;
  if (input.until !== null && input.until < input.from) throw wrong('until', 'until-before-from');
  const [file] = files;
  if (!file || files.length > 1) throw wrong('files', 'one-file');
  await sql.begin(async (tx) => {
    const [row] = await tx<{ id: number }[]>`
      insert into agreement_letter (title, language, from_day, until_day, file_name, file_type, file_size, added_by, added_at, once)
      values (${input.title}, ${input.language}, ${input.from}, ${input.until}, ${file.name}, ${file.type}, ${file.bytes.length}, ${reader.id},
        ${now}, ${input.once})
      on conflict (once) do nothing returning id`;
    if (!row) return;
    await tx`insert into agreement_letter_content (letter_id, bytes) values (${row.id}, ${Buffer.from(file.bytes)})`;
    await announce(tx, 'committee.changed', {});
  });
}

/** Notes that an organisation has signed a letter, and when; noted again, with another day. */
export async function noteSignature(sql: Sql, reader: Reader, input: SignatureInput): Promise<void> {
  const no = whyNotFile(reader);
  if (no) throw no;
  await sql.begin(async (tx) => {
    const [letter] = await tx`select from agreement_letter where id = ${input.letter} for update`;
    if (!letter) throw refuse('not-found', 'shared:errors.not-found');
    const [there] = await tx`select from organisation where id = ${input.organisation}`;
    if (!there) throw wrong('organisation', 'organisation');
    await tx`
      insert into agreement_letter_signature (letter_id, organisation_id, signed_on)
      values (${input.letter}, ${input.organisation}, ${input.signedOn})
      on conflict (letter_id, organisation_id) do update set signed_on = excluded.signed_on`;
    await announce(tx, 'committee.changed', {});
  });
}

/** Sets the last day of a letter that is in force no more from then on. */
export async function endLetter(sql: Sql, reader: Reader, id: number, until: string): Promise<void> {
  const no = whyNotFile(reader);
  if (no) throw no;
  await sql.begin(async (tx) => {
    const [letter] = await tx<{ from: string }[]>`
      select from_day::text as "from" from agreement_letter where id = ${id} for update`;
    if (!letter) throw refuse('not-found', 'shared:errors.not-found');
    if (until < letter.from) throw wrong('until', 'until-before-from');
    await tx`update agreement_letter set until_day = ${until}::date where id = ${id}`;
    await announce(tx, 'committee.changed', {});
  });
}

export interface StoredFile {
  name: string;
  type: string;
  bytes: Buffer;
}

/** The letter itself, for people of the committee; that it is on file, with its days, everybody sees. Two statements; throws not-found. */
export async function readLetterFile(sql: Db, reader: Reader | null, file: string, now: Date): Promise<StoredFile> {
  const day = dayOf(now);
  const may = isAttachmentId(file) && isOfCommittee(reader, standingOf(await readState(sql, day), day));
  const [row] = may
    ? await sql<StoredFile[]>`
        select l.file_name as name, l.file_type as type, c.bytes from agreement_letter l
        join agreement_letter_content c on c.letter_id = l.id where l.file = ${file}`
    : [];
  if (!row) throw refuse('not-found', 'shared:errors.not-found');
  return row;
}
