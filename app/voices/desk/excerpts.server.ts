import type { Tx } from '../../../db/connect';
import { isLanguage } from '../../shared/languages';
import { isRefusal, refuse } from '../../shared/refusal';
import { liveScopes } from '../consent';
import { alone } from '../contributing/chain.server';
import { isCurrentText } from '../contributing/consent-texts.server';
import { answersOf } from '../contributing/contributing';
import { bury, retire } from '../contributing/erasing.server';
import { lockBeside, unlock, unlockBeside } from '../crypto/contribution';
import { fingerprintsOf } from '../crypto/fingerprints';
import { lockRelease, openRelease } from '../crypto/release';
import { newId } from '../crypto/tokens';
import { wordingHashLike } from '../crypto/wording';
import { type Exclusion, whyNotUse } from '../gate';
import { withNewKey } from '../new-key.server';
import { addWeeks, weekOf } from '../week';
import { type Member, most } from './desk';
import { atDesk, type Resolved, standIn, whyNotDraft } from './drafting';
import { isId, openFor } from './opening.server';
import type { Tools } from './tools';

const nothing = () => refuse('not-found', 'desk:refusals.nothing');
const place = (rowId: string) => ({ table: 'excerpt', column: 'proposed_body', rowId }) as const;

export const forms = ['quote', 'paraphrase'] as const;
export type Form = (typeof forms)[number];

/**
 * Proposes an excerpt: her exact words, which she then sees and says yes or no to, or other words where she allowed those.
 * Only under a live yes to the text of today; the drafter resolves what tells of somebody. `id` is random but for the
 * demonstration, whose excerpts the platform's own demonstration cites.
 */
export async function proposeExcerpt(
  tools: Tools,
  member: Member,
  privateKey: Buffer,
  contribution: string,
  input: { form: string; words: string; language: string } & Resolved,
  id: string = newId(),
): Promise<string> {
  const form = forms.find((f) => f === input.form);
  const words = input.words.trim();
  const fields: Record<string, string> = {};
  if (!form) fields.form = 'forms:errors.field';
  if (words === '' || words.length > most.excerpt) fields.words = 'forms:errors.field';
  if (!isLanguage(input.language)) fields.language = 'forms:errors.field';
  if (!form || Object.keys(fields).length > 0) throw refuse('invalid', 'forms:errors.check-fields', undefined, fields);
  const week = weekOf(tools.now());
  await tools.sql.begin(async (tx) => {
    await tx`select from contribution where id = ${contribution} for update`;
    const { row, opening, consents } = await openFor(tools, tx, member, privateKey, contribution);
    const yes = liveScopes(consents, week).get(form);
    if (!yes) throw refuse('conflict', 'desk:gate.no-consent');
    if (!isCurrentText(yes)) throw refuse('conflict', 'desk:gate.ask-again');
    if (form === 'quote') {
      const hers = unlock({ ...opening, body: row.body });
      const [room] = await tx<{ questions: Partial<Record<string, string[]>> }[]>`
        select questions from room where id = ${row.room}`;
      const asked = Object.values(room?.questions ?? {}).flatMap((of) => of ?? []);
      const isHers = standIn(answersOf(hers.toString('utf8'), asked), words);
      hers.fill(0);
      if (!isHers)
        throw refuse('invalid', 'forms:errors.check-fields', undefined, { words: 'desk:refusals.not-her-words' });
    }
    const told = whyNotDraft('words', words, input);
    if (told) throw told;
    const plain = Buffer.from(words, 'utf8');
    const body = lockBeside(opening, place(id), plain);
    plain.fill(0);
    await tx`
      insert into excerpt (id, contribution, form, language, proposed_body, proposed_by)
      values (${id}, ${contribution}, ${form}, ${input.language}, ${body}, ${member.id})`;
  });
  return id;
}

interface ExcerptRow {
  id: string;
  contribution: string;
  form: Form;
  language: string;
  state: 'proposed' | 'approved' | 'refused' | 'released' | 'withdrawn';
  proposedBody: Buffer | null;
  approvedHash: Buffer | null;
  approvedConsent: Buffer | null;
  proposedBy: string;
}

/**
 * Releases an excerpt as its second reader. A quotation only as the very bytes that she approved, under the yes that she
 * approved them under (behaviour 14); everything only where its scope is live at this moment (13), in a transaction that
 * ends as if it were alone: a withdrawal beside it leaves nothing released. It is given with the batch of next week.
 */
export async function releaseExcerpt(
  tools: Tools,
  member: Member,
  privateKey: Buffer,
  excerpt: string,
  resolved: Resolved,
): Promise<void> {
  if (!isId(excerpt)) throw nothing();
  const week = weekOf(tools.now());
  await withNewKey(tools.shred, async (shred, shredKey) => {
    await alone(tools.sql, async (tx) => {
      const { row, opening, bytes } = await readProposed(tools, tx, member, privateKey, excerpt);
      if (row.proposedBy === member.id) throw refuse('conflict', 'desk:refusals.second-person');
      const waits = row.form === 'quote' ? row.state === 'approved' : row.state === 'proposed';
      if (!waits) throw refuse('conflict', 'desk:refusals.not-approved');
      const exclusions = await tx<
        Exclusion[]
      >`select kind, value from exclusion where contribution = ${row.contribution}`;
      const { approvedHash, approvedConsent } = row;
      const hash = wordingHashLike(tools.keys, excerpt, bytes, approvedHash);
      const no = whyNotUse(row.form, {
        state: opening.row.state,
        consents: opening.consents,
        exclusions,
        week,
        audience: { organisations: [], categories: [] },
        begins: { isCurrent: isCurrentText },
        wording: { hash, approvedHash, approvedConsent },
      });
      if (no) throw atDesk(no);
      const text = bytes.toString('utf8');
      const told = whyNotDraft('words', text, resolved);
      if (told) throw told;
      const body = lockRelease(tools.keys, excerpt, bytes, shredKey);
      await tx`
        update excerpt set state = 'released', proposed_body = null, released_body = ${body}, shred = ${shred},
          second_reader = ${member.id}, batch_week = ${addWeeks(week, 1)} where id = ${excerpt}`;
      for (const shingle of fingerprintsOf(tools.keys, text))
        await tx`insert into fingerprint (excerpt, shingle) values (${excerpt}, ${shingle}) on conflict do nothing`;
      bytes.fill(0);
    });
  });
}

async function readProposed(tools: Tools, tx: Tx, member: Member, privateKey: Buffer, excerpt: string) {
  const [row] = await tx<ExcerptRow[]>`
    select id, contribution, form, language, state, proposed_body, approved_hash, approved_consent, proposed_by
    from excerpt where id = ${excerpt} for update`;
  if (!row) throw nothing();
  const opening = await openFor(tools, tx, member, privateKey, row.contribution);
  if (!row.proposedBody) throw refuse('conflict', 'desk:refusals.already-decided');
  return { row, opening, bytes: unlockBeside(opening.opening, place(excerpt), row.proposedBody) };
}

/** Takes an excerpt back, proposed or released: whoever works with what it comes from may, at any time, alone. */
export async function takeBackExcerpt(
  tools: Tools,
  member: Member,
  privateKey: Buffer,
  excerpt: string,
): Promise<void> {
  if (!isId(excerpt)) throw nothing();
  const dead = await alone(tools.sql, async (tx) => {
    const [row] = await tx<{ contribution: string }[]>`select contribution from excerpt where id = ${excerpt}`;
    if (!row) throw nothing();
    await openFor(tools, tx, member, privateKey, row.contribution);
    return retire(tx, [excerpt]);
  });
  await bury(tools, dead);
}

export interface ListedExcerpt {
  id: string;
  contribution: string;
  form: Form;
  language: string;
  state: 'proposed' | 'approved' | 'refused' | 'released';
  /** Null where nothing of it is kept, its key is gone, or this person may not read it any more. */
  words: string | null;
  proposedBy: string;
  batchWeek: number | null;
  mayRelease: boolean;
}

type ListedRow = ExcerptRow & {
  releasedBody: Buffer | null;
  shred: string | null;
  name: string;
  batchWeek: number | null;
};

/** Released words too are shown to those alone who may read what they come from. */
async function wordsOf(tools: Tools, member: Member, privateKey: Buffer, row: ListedRow): Promise<string | null> {
  if (!row.proposedBody && !row.releasedBody) return null;
  // Somebody who may not read it any more sees no words, and the rest of the list.
  const may = await openFor(tools, tools.sql, member, privateKey, row.contribution).catch((e) => {
    if (isRefusal(e)) return null;
    throw e;
  });
  if (!may) return null;
  if (row.proposedBody) return unlockBeside(may.opening, place(row.id), row.proposedBody).toString('utf8');
  // Taken back at this very moment, its key is gone.
  const key = row.shred && (await tools.shred.read(row.shred).catch(() => null));
  return key && row.releasedBody ? openRelease(tools.keys, row.id, row.releasedBody, key).toString('utf8') : null;
}

/** Excerpts of what somebody has a key of, those first that wait for a second reader. */
export async function listExcerpts(tools: Tools, member: Member, privateKey: Buffer): Promise<ListedExcerpt[]> {
  const rows = await tools.sql<ListedRow[]>`
    select e.id, e.contribution, e.form, e.language, e.state, e.proposed_body, e.released_body, e.shred,
      e.proposed_by, e.batch_week, s.name
    from excerpt e join wrapped_key k on k.contribution = e.contribution and k.reader = ${member.id}
    join contribution c on c.id = e.contribution and c.state = 'kept' and c.organisation = ${member.organisation}
    join staff s on s.id = e.proposed_by
    where e.state <> 'withdrawn' and c.expires_week >= ${weekOf(tools.now())}
    order by array_position(array['approved', 'proposed', 'released', 'refused'], e.state), e.id limit 200`;
  const listed: ListedExcerpt[] = [];
  for (const row of rows) {
    const { id, contribution, form, language, state, batchWeek } = row;
    listed.push({
      id,
      contribution,
      form,
      language,
      state: state as ListedExcerpt['state'],
      words: await wordsOf(tools, member, privateKey, row),
      proposedBy: row.name,
      batchWeek,
      mayRelease: row.proposedBy !== member.id && state === (form === 'quote' ? 'approved' : 'proposed'),
    });
  }
  return listed;
}
