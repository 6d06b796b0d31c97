import type { Sql, Tx } from '../../../db/connect';
import { fingerprintsToFind } from '../crypto/fingerprints';
import type { Secrets } from '../crypto/secrets';
import type { ShredStore } from '../crypto/shred';
import { shuffled } from '../crypto/tokens';
import { weekOf } from '../week';
import {
  type Answer,
  type Answered,
  type Asked,
  hasWords,
  most,
  outside,
  type Question,
  type VoiceState,
} from './protocol';
import { standingOf } from './standing.server';

/** What answering needs of the room's process. */
export interface Answering {
  sql: Sql;
  keys: Secrets;
  shred: ShredStore;
  now(): Date;
}

type Answers = { [Q in Question]: (room: Answering, input: Asked<Q>) => Promise<Answered<Q>> };

/** The room's side of the door. Every answer asks the gate at that moment; none is kept, and none goes into a log. */
export function answering(room: Answering): Answer {
  return (question, input) => (answers[question] as (room: Answering, input: unknown) => Promise<never>)(room, input);
}

const answers: Answers = {
  async read(room, { voices, audience, surface }) {
    const readers = outside.includes(surface) ? 'public' : audience;
    const standing = await standingOf(room, voices, readers, weekOf(room.now()));
    const erased = voices.some((voice) => !standing.has(voice)) ? await room.shred.erased() : new Set<string>();
    return {
      voices: Object.fromEntries(
        voices.map((voice) => {
          const answer = standing.get(voice)?.answer ?? { marker: erased.has(voice) ? 'withdrawn' : 'withheld' };
          return [voice, answer as Answered<'read'>['voices'][string]];
        }),
      ),
    };
  },

  async released(room) {
    const week = weekOf(room.now());
    const rows = await room.sql<{ id: string }[]>`
      select id from excerpt where state = 'released' and batch_week <= ${week}
      union all select id from theme where state = 'released' and batch_week <= ${week}`;
    const ids = rows.map((r) => r.id);
    const standing = await standingOf(room, ids, 'account', week);
    const toAll = await standingOf(room, ids, 'public', week);
    const given = [...standing.values()].filter((one) => hasWords(one.answer));
    return {
      voices: shuffled(given).map(({ voice, kind, form, language }) => {
        const open = toAll.get(voice);
        return { voice, kind, form, language, outside: open !== undefined && hasWords(open.answer) };
      }),
    };
  },

  async changed({ sql }, { since }) {
    const changes = await sql<{ n: number; voice: string; state: VoiceState }[]>`
      select n, voice, state from voice_change where n > ${since} order by n limit ${most.changes}`;
    const [top] = await sql<{ n: number }[]>`select coalesce(max(n), 0)::bigint as n from voice_change`;
    return { changes, last: top!.n };
  },

  async used({ sql }, { uses }) {
    await sql.begin(async (tx: Tx) => {
      for (const { voice, thing, section, state } of uses) {
        if (state === 'dropped') {
          await tx`delete from citation where voice = ${voice} and thing = ${thing} and section = ${section}`;
          continue;
        }
        await tx`
          insert into citation (voice, thing, section, state)
          select ${voice}, ${thing}, ${section}, ${state} where exists (select from excerpt where id = ${voice} and state = 'released')
            or exists (select from theme where id = ${voice} and state = 'released')
          on conflict (voice, thing, section) do update set state = excluded.state`;
      }
    });
    return { done: true };
  },

  async responded({ sql, now }, { theme, thing, decision, reason, language }) {
    await sql`
      insert into response (theme, thing, decision, reason, language, week)
      select id, ${thing}, ${decision}, ${reason}, ${language}, ${weekOf(now())} from theme where id = ${theme} and state <> 'draft'
      on conflict (theme, thing) do update set decision = excluded.decision, reason = excluded.reason,
        language = excluded.language, week = excluded.week`;
    return { done: true };
  },

  async themesOf(room, { thing }) {
    const rows = await room.sql<{ theme: string; responded: boolean }[]>`
      select t.id as theme, exists (select from response r where r.theme = t.id and r.thing = ${thing}) as responded
      from theme t where t.id in (select voice from citation where thing = ${thing}) order by t.id`;
    const standing = await standingOf(
      room,
      rows.map((r) => r.theme),
      'account',
      weekOf(room.now()),
    );
    return {
      themes: rows.map(({ theme, responded }) => {
        const answer = standing.get(theme)!.answer;
        const state = hasWords(answer)
          ? 'released'
          : ['withdrawn', 'ended'].includes(answer.marker)
            ? 'gone'
            : 'withheld';
        return { theme, state, responded };
      }),
    };
  },

  async organisations({ sql }, { organisations }) {
    await sql.begin(async (tx: Tx) => {
      await tx`delete from platform_organisation where not (id = any(${organisations.map((o) => o.id)}::bigint[]))`;
      for (const { id, name, category } of organisations) {
        await tx`
          insert into platform_organisation (id, name, category) values (${id}, ${name}, ${category})
          on conflict (id) do update set name = excluded.name, category = excluded.category
            where (platform_organisation.name, platform_organisation.category) is distinct from (excluded.name, excluded.category)`;
      }
    });
    return { done: true };
  },

  async guard({ sql, keys }, { text }) {
    const prints = fingerprintsToFind(keys, text);
    if (prints.length === 0) return { voices: [] };
    const rows = await sql<{ excerpt: string }[]>`
      select distinct f.excerpt from fingerprint f join excerpt e on e.id = f.excerpt
      where f.shingle = any(${sql.array(prints)}) and e.state = 'released' order by f.excerpt`;
    // Words of themes are facilitators' and stand in the table as they are; they are few, and no index of them is kept.
    const themes = await sql<{ id: string; words: string }[]>`
      select id, words from theme where state = 'released' order by id`;
    const inText = new Set(prints.map((print) => print.toString('hex')));
    const copied = themes.filter(({ words }) =>
      fingerprintsToFind(keys, words).some((print) => inText.has(print.toString('hex'))),
    );
    return { voices: [...rows.map((r) => r.excerpt), ...copied.map((t) => t.id)] };
  },
};
