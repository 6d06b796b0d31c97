import type { Db } from '../../../db/connect';
import { type ConsentEvent, liveScopes } from '../consent';
import { OpenRefused } from '../crypto/refused';
import { openRelease } from '../crypto/release';
import type { Secrets } from '../crypto/secrets';
import type { ShredStore } from '../crypto/shred';
import { wordingHashLike } from '../crypto/wording';
import { type Exclusion, isExcluded, type Use, whyNotUse } from '../gate';
import type { Week } from '../week';
import type { Audience, Marker, VoiceAnswer, VoiceForm, VoiceKind } from './protocol';

/** What answering needs of the room's process. */
export interface Room {
  sql: Db;
  keys: Secrets;
  shred: ShredStore;
}

/** How a voice stands for an audience in a week: its words or, asked at this moment, why there are none. */
export interface Standing {
  voice: string;
  kind: VoiceKind;
  form: VoiceForm;
  language: string;
  answer: VoiceAnswer;
}

interface Basis {
  id: string;
  organisation: string;
  contributor: string;
  state: Use['state'];
  consents: ConsentEvent[];
  exclusions: Exclusion[];
}

/** Somebody with an account, of whom nothing else is known: what the gate refuses to them, it refuses to all. */
const somebody = { organisations: [], categories: [] };

type Readers = Exclude<Use['audience'], 'support' | 'facilitators' | 'contributor' | 'translator'>;

function readersOf(audience: Audience): Readers {
  return audience === 'public'
    ? 'public'
    : { organisations: audience.organisations.map(String), categories: audience.categories };
}

/**
 * Excerpts and themes for an audience, each judged anew: nothing that was true when they were released is taken for true now.
 * What is not found is not in the answer.
 */
export async function standingOf(
  room: Room,
  voices: string[],
  audience: Audience | 'account',
  week: Week,
): Promise<Map<string, Standing>> {
  const readers = audience === 'account' ? somebody : readersOf(audience);
  const found = [...(await excerpts(room, voices, readers, week)), ...(await themes(room, voices, readers, week))];
  return new Map(found.map((one) => [one.voice, one]));
}

interface ExcerptRow {
  id: string;
  contribution: string;
  form: 'quote' | 'paraphrase';
  language: string;
  state: string;
  provenance: 'direct' | 'proxy' | 'group';
  releasedBody: Buffer | null;
  shred: string | null;
  approvedHash: Buffer | null;
  approvedConsent: Buffer | null;
  batchWeek: number | null;
}

async function excerpts(room: Room, voices: string[], readers: Readers, week: Week): Promise<Standing[]> {
  const rows = await room.sql<ExcerptRow[]>`
    select e.id, e.contribution, e.form, e.language, e.state, c.provenance, e.released_body, e.shred, e.approved_hash,
      e.approved_consent, e.batch_week
    from excerpt e join contribution c on c.id = e.contribution where e.id = any(${voices}::uuid[])`;
  const bases = await basesOf(
    room.sql,
    rows.map((r) => r.contribution),
    week,
  );
  const erased = rows.length > 0 ? await room.shred.erased() : new Set<string>();
  return Promise.all(
    rows.map(async (row): Promise<Standing> => {
      const { id: voice, form, language, provenance } = row;
      const said = { voice, kind: 'excerpt' as const, form, language };
      const none = (marker: Marker): Standing => ({ ...said, answer: { marker } });
      const basis = bases.get(row.contribution)!;
      // A room from an older copy may still have the row; what was ever taken back stays so.
      const gone = basis.state !== 'kept' || erased.has(voice) || erased.has(row.contribution);
      if (row.state === 'withdrawn' || gone) return none(isHers(basis, form, week, erased) ? 'withdrawn' : 'ended');
      if (row.state !== 'released' || !row.releasedBody || !row.shred || (row.batchWeek ?? Infinity) > week) {
        return none('withheld');
      }
      const words = await open(room, voice, row.releasedBody, row.shred);
      if (!words) return none('ended');
      const { approvedHash, approvedConsent } = row;
      const hash = wordingHashLike(room.keys, voice, words, approvedHash);
      const wording = { hash, approvedHash, approvedConsent };
      const use = { ...basis, week, wording };
      if (whyNotUse(form, { ...use, audience: somebody })) return none('withheld');
      if (whyNotUse(form, { ...use, audience: readers })) return none('not-for-you');
      return { ...said, answer: { words: words.toString('utf8'), language, form, provenance } };
    }),
  );
}

/**
 * Whether it was she who took it back: the whole contribution, or her yes to words of this form. What support took back, and
 * what time has ended, must not say of her that she did something.
 */
function isHers(basis: Basis, form: 'quote' | 'paraphrase', week: Week, erased: Set<string>): boolean {
  if (basis.state === 'expired') return false;
  return basis.state === 'withdrawn' || erased.has(basis.id) || !liveScopes(basis.consents, week).has(form);
}

/** Null where its key was destroyed, or where it cannot be opened for whatever reason. */
async function open({ keys, shred }: Room, id: string, body: Buffer, name: string): Promise<Buffer | null> {
  try {
    return openRelease(keys, id, body, await shred.read(name));
  } catch (e) {
    if (e instanceof OpenRefused) return null;
    throw e;
  }
}

interface ThemeRow {
  id: string;
  words: string;
  language: string;
  state: 'draft' | 'released' | 'ended';
  batchWeek: number | null;
  contributors: number;
  organisations: number;
  support: string[] | null;
}

async function themes({ sql }: Room, voices: string[], readers: Readers, week: Week): Promise<Standing[]> {
  const rows = await sql<ThemeRow[]>`
    select t.id, t.words, t.language, t.state, t.batch_week, r.theme_contributors as contributors, r.theme_organisations as organisations,
      (select array_agg(s.contribution) from theme_support s where s.theme = t.id) as support
    from theme t join room r on r.id = t.room where t.id = any(${voices}::uuid[])`;
  const bases = await basesOf(
    sql,
    rows.flatMap((r) => r.support ?? []),
    week,
  );
  return rows.map((row) => {
    const { id: voice, language, words } = row;
    const said = { voice, kind: 'theme' as const, form: 'theme' as const, language };
    const none = (marker: Marker): Standing => ({ ...said, answer: { marker } });
    if (row.state === 'ended') return none('ended');
    if (row.state !== 'released' || (row.batchWeek ?? Infinity) > week) return none('withheld');
    const support = (row.support ?? []).flatMap((id) => bases.get(id) ?? []);
    if (!isSupported(row, support, somebody, week)) return none('withheld');
    // A theme comes of what each of them said: whom one of them shuts out does not get it from the others.
    const shutOut = support.some((one) => one.state === 'kept' && isExcluded(one.exclusions, readers));
    if (shutOut || !isSupported(row, support, readers, week)) return none('not-for-you');
    return { ...said, answer: { words, language, form: 'theme', provenance: 'theme' } };
  });
}

/** Three contributors of two organisations, or what its room asks for beyond that; or one who said that hers may stand alone. */
function isSupported(need: ThemeRow, support: Basis[], audience: Readers, week: Week): boolean {
  if (support.some((one) => !whyNotUse('theme-alone', { ...one, audience, week }))) return true;
  const live = support.filter((one) => !whyNotUse('theme', { ...one, audience, week }));
  return (
    new Set(live.map((one) => one.contributor)).size >= need.contributors &&
    new Set(live.map((one) => one.organisation)).size >= need.organisations
  );
}

/** One whose weeks are over is gone, whether or not its erasing has been done yet. */
async function basesOf(sql: Db, contributions: string[], week: Week): Promise<Map<string, Basis>> {
  if (contributions.length === 0) return new Map();
  const rows = await sql<Omit<Basis, 'consents' | 'exclusions'>[]>`
    select id, organisation, contributor, case when expires_week < ${week} then 'expired' else state end as state
    from contribution where id = any(${contributions}::uuid[])`;
  const consents = await sql<ConsentEvent[]>`
    select contribution, n, scope, state, text_hash, language, week, expires_week, previous_hash, hash
    from consent_event where contribution = any(${contributions}::uuid[]) order by contribution, n`;
  const exclusions = await sql<(Exclusion & { contribution: string })[]>`
    select contribution, kind, value from exclusion where contribution = any(${contributions}::uuid[])`;
  return new Map(
    rows.map((row) => [
      row.id,
      {
        ...row,
        consents: consents.filter((c) => c.contribution === row.id),
        exclusions: exclusions.filter((e) => e.contribution === row.id),
      },
    ]),
  );
}
