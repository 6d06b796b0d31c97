import type { Sql, Tx } from '../../db/connect';
import { tellUnanswered as tellConsultation } from '../consultations/claims/telling.server';
import { tellUnanswered as tellDocument } from '../documents/telling.server';
import { tellUnanswered as tellSynthesis } from '../synthesis/sources.server';
import type { Asked, Decision } from '../voices/door/protocol';
import { takeReleased, takeState } from './commands.server';
import { lookAgain, lookForCopies } from './copies.server';
import { type RespondingKind, thingOf } from './heard';
import type { Voices } from './voices';

/**
 * Brings both sides of the door into step: what changed in the room becomes states of citations, announcements and tasks; where
 * voices are used, and what was decided about themes, is told to the room; and what was written is looked through for copied
 * words. Every part may be done twice. `whole`: at start and now and then, also what is told only when it changes.
 * False where the room is silent; nothing is lost by that, since rendering asks the room itself.
 */
export async function reconcile(sql: Sql, voices: Voices, { whole }: { whole: boolean }): Promise<boolean> {
  if (!(await takeChanges(sql, voices))) return false;
  const released = await voices.ask('released', {});
  if (!released) return false;
  await sql.begin((tx) => takeAll(tx, released.voices));
  if (whole && !(await tellOrganisations(sql, voices))) return false;
  if (whole) await findUntold(sql, voices);
  await tellUses(sql, voices);
  await tellResponses(sql, voices);
  await askForResponses(sql);
  return lookForCopies(sql, voices);
}

/** What the page of choice does too, so that what it offers can be cited at once. */
export async function takeAll(tx: Tx, released: { voice: string; kind: 'excerpt' | 'theme' }[]): Promise<void> {
  await tx`select from voice_place for update`;
  if (await takeReleased(tx, released)) await lookAgain(tx);
  const not = await tx<{ reference: string }[]>`
    select reference from voice where state = 'released' and not (reference = any(${released.map((r) => r.voice)}::uuid[])) order by id`;
  for (const { reference } of not) await takeState(tx, reference, 'withheld');
}

/** Takes over what became of voices since the last time; false where the room is silent. */
export async function takeChanges(sql: Sql, voices: Voices): Promise<boolean> {
  for (;;) {
    const [place] = await sql<{ n: number }[]>`select n from voice_place`;
    const said = await voices.ask('changed', { since: place!.n });
    if (!said) return false;
    // Another room, or one that came back from an older copy: from the beginning. What is gone here stays so.
    const upTo = said.last < place!.n ? 0 : (said.changes.at(-1)?.n ?? place!.n);
    if (upTo === place!.n) return true;
    await sql.begin(async (tx: Tx) => {
      await tx`select from voice_place for update`;
      // Releases come with `released`, which says what they are.
      for (const { voice, state } of said.changes) if (state !== 'released') await takeState(tx, voice, state);
      await tx`update voice_place set n = ${upTo}`;
    });
  }
}

async function tellOrganisations(sql: Sql, voices: Voices): Promise<boolean> {
  const rows = await sql<{ id: number; name: string; category: string }[]>`
    select id, name, sector as category from organisation order by id limit 5000`;
  return (await voices.ask('organisations', { organisations: rows.map((r) => ({ ...r })) })) !== null;
}

/** Responses that the room has lost, an older copy having been put back, are told again. */
async function findUntold(sql: Sql, voices: Voices): Promise<void> {
  const things = await sql<{ kind: RespondingKind; id: number }[]>`
    select distinct citing_kind as kind, citing_id as id from voice_response`;
  for (const thing of things) {
    const said = await voices.ask('themesOf', { thing: thingOf(thing) });
    const lost = said?.themes.filter((t) => !t.responded).map((t) => t.theme) ?? [];
    await sql`
      update voice_response r set is_told = false from voice v
      where v.id = r.voice_id and r.citing_kind = ${thing.kind} and r.citing_id = ${thing.id} and v.reference = any(${lost}::uuid[])`;
  }
}

interface Use {
  id: number;
  voice: string;
  thing: string;
  section: string;
  state: 'used' | 'final';
}

const most = 500;

/** Where voices are used, as far as the room does not know it: for those who said it, when they return. */
async function tellUses(sql: Sql, voices: Voices): Promise<void> {
  const now = await sql<Use[]>`
    select distinct v.id, v.reference as voice, 'document:' || c.citing_id as thing, coalesce(x.value ->> 'section', '') as section,
      case when exists (select from document_version f where f.document_id = c.citing_id and f.kind = 'final') then 'final' else 'used' end as state
    from citation c join voice v on v.id = c.cited_id
    left join document_settled s on s.document_id = c.citing_id
    left join lateral jsonb_array_elements(s.citations) x on x.value ->> 'anchor' = c.anchor
    where c.cited_kind = 'voice' and c.citing_kind = 'document' and v.state <> 'gone'
    union
    select v.id, v.reference, 'synthesis:' || s.discussion_id, 'statement-' || s.id, case when y.published_at is null then 'used' else 'final' end
    from citation c join voice v on v.id = c.cited_id join statement s on s.id = c.citing_id join synthesis y on y.discussion_id = s.discussion_id
    where c.cited_kind = 'voice' and c.citing_kind = 'statement' and s.withdrawn_at is null and v.state <> 'gone'
    union
    select v.id, v.reference, 'consultation:' || m.consultation_id, 'claim-' || m.id, case when m.published_at is null then 'used' else 'final' end
    from citation c join voice v on v.id = c.cited_id join claim m on m.id = c.citing_id
    where c.cited_kind = 'voice' and c.citing_kind = 'claim' and m.withdrawn_at is null and v.state <> 'gone'
    union
    select v.id, v.reference, 'decision:' || p.id, '', case when p.outcome like 'adopted%' then 'final' else 'used' end
    from citation c join voice v on v.id = c.cited_id join proposal p on p.id = c.citing_id
    where c.cited_kind = 'voice' and c.citing_kind = 'decision' and v.state <> 'gone'`;
  const told = await sql<Use[]>`
    select t.voice_id as id, v.reference as voice, t.thing, t.section, t.state from voice_told t join voice v on v.id = t.voice_id`;
  const key = (u: Use) => `${u.id} ${u.thing} ${u.section}`;
  const [before, after] = [new Map(told.map((u) => [key(u), u])), new Map(now.map((u) => [key(u), u]))];
  const come = now.filter((u) => before.get(key(u))?.state !== u.state);
  const went = told.filter((u) => !after.has(key(u)));
  const all = [...come, ...went.map((u) => ({ ...u, state: 'dropped' as const }))];
  for (let at = 0; at < all.length; at += most) {
    const some = all.slice(at, at + most);
    const uses: Asked<'used'>['uses'] = some.map(({ voice, thing, section, state }) => ({
      voice,
      thing,
      section,
      state,
    }));
    if (!(await voices.ask('used', { uses }))) return;
    await sql.begin(async (tx: Tx) => {
      for (const { id, thing, section, state } of some) {
        if (state === 'dropped')
          await tx`delete from voice_told where voice_id = ${id} and thing = ${thing} and section = ${section}`;
        else
          await tx`
            insert into voice_told (voice_id, thing, section, state) values (${id}, ${thing}, ${section}, ${state})
            on conflict (voice_id, thing, section) do update set state = excluded.state`;
      }
    });
  }
}

/** What was decided about themes, and the room does not have yet. */
async function tellResponses(sql: Sql, voices: Voices): Promise<void> {
  type Row = {
    voiceId: number;
    theme: string;
    kind: RespondingKind;
    id: number;
    decision: Decision;
    reason: string;
    language: string;
    version: number;
  };
  const rows = await sql<Row[]>`
    select r.voice_id, v.reference as theme, r.citing_kind as kind, r.citing_id as id, r.decision, r.reason, r.language, r.version
    from voice_response r join voice v on v.id = r.voice_id where not r.is_told order by r.at`;
  for (const { theme, kind, id, decision, reason, language, version, voiceId } of rows) {
    const said = await voices.ask('responded', { theme, thing: thingOf({ kind, id }), decision, reason, language });
    if (!said) return;
    await sql`
      update voice_response set is_told = true
      where voice_id = ${voiceId} and citing_kind = ${kind} and citing_id = ${id} and version = ${version}`;
  }
}

const tellOf: Record<RespondingKind, (tx: Tx, id: number) => Promise<void>> = {
  document: tellDocument,
  synthesis: tellSynthesis,
  consultation: tellConsultation,
};

/** Gives the task of responding to those who own what cites a theme, once; and ends it where nothing waits. */
async function askForResponses(sql: Sql): Promise<void> {
  const waiting = await sql<{ kind: RespondingKind; id: number }[]>`
    with citing as (
      select c.cited_id as voice_id, 'document' as kind, c.citing_id as id from citation c where c.cited_kind = 'voice' and c.citing_kind = 'document'
      union select c.cited_id, 'synthesis', s.discussion_id from citation c join statement s on s.id = c.citing_id
        where c.cited_kind = 'voice' and c.citing_kind = 'statement' and s.withdrawn_at is null
      union select c.cited_id, 'consultation', m.consultation_id from citation c join claim m on m.id = c.citing_id
        where c.cited_kind = 'voice' and c.citing_kind = 'claim' and m.withdrawn_at is null
    )
    select distinct x.kind, x.id from citing x join voice v on v.id = x.voice_id
    where v.kind = 'theme' and v.state <> 'gone'
      and not exists (select from voice_response r where r.voice_id = v.id and r.citing_kind = x.kind and r.citing_id = x.id)
    order by x.kind, x.id`;
  for (const { kind, id } of waiting) {
    await sql.begin((tx) => tellOf[kind](tx, id));
  }
}
