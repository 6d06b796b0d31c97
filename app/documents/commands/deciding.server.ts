import { announce } from '../../../db/announce';
import type { Sql } from '../../../db/connect';
import { isActive, type Reader } from '../../people/person';
import { refuse } from '../../shared/refusal';
import type { Texts } from '../../shared/texts';
import { maySettle, settlesFor, whyNotOpen } from '../document';
import { type Proposer, proposersOf } from '../proposers';
import { type Ruled, readRules } from '../rules.server';
import { proposalStructs } from '../text/proposal-writers';
import { accept, listSuggestions, reject, type Suggestion } from '../text/suggestions';
import { textOf, updateTo } from '../text/yjs';

export type Decided = 'accepted' | 'rejected';

/** Owners of the sections that have one, by key. */
async function ownersOf(sql: Sql, document: number): Promise<Map<string, number>> {
  const rows = await sql<{ key: string; ownerId: number }[]>`
    select key, owner_id from document_section where document_id = ${document} and owner_id is not null`;
  return new Map(rows.map((r) => [r.key, r.ownerId]));
}

/** For whom this person decides on each of these suggestions; null where they may not in any section it has parts in. */
export function deciderOf(ruled: Ruled, reader: Reader | null, owners: Map<string, number>, now: Date) {
  return ({ sections }: Pick<Suggestion, 'sections'>): number | null => {
    const deciders = sections.map((key) => settlesFor(owners.get(key) ?? null, ruled, reader, ruled.tie, now));
    return deciders.includes(null) ? null : (deciders[0] ?? null);
  };
}

/** A suggestion that was decided, for which organisation, and whose it was. */
interface Done {
  suggestion: Suggestion;
  organisation: number;
  proposer: Proposer | undefined;
}

/**
 * Accepts or rejects suggestions, or all that this person may decide on. Each belongs to the sections it has parts
 * in; those who own them all decide. Done as a change of the text like any other, so that whoever writes beside it loses nothing, and
 * noted without a word of what was proposed. What somebody else decided meanwhile is left as they did. Tells how many were
 * decided, and how many of those asked for are left to others; refused where there was nothing to decide.
 */
export async function decideSuggestions(
  sql: Sql,
  texts: Texts,
  reader: Reader | null,
  asked: { document: number; ids: string[] | 'all'; decided: Decided },
  now: Date,
): Promise<{ decided: number; left: number }> {
  const ruled = await readRules(sql, reader, asked.document, now);
  const no = whyNotOpen(ruled, reader, ruled.tie, now);
  if (no || !isActive(reader)) throw no ?? refuse('not-allowed', 'documents:refusals.sign-in');
  const owners = await ownersOf(sql, ruled.id);
  // Who owns no section is told so, where all are asked for too: it would be taken for done.
  const decides = [null, ...owners.values()].some((owner) => maySettle(owner, ruled, reader, ruled.tie, now));
  if (!decides) throw refuse('not-allowed', 'documents:refusals.not-your-section');
  const decider = deciderOf(ruled, reader, owners, now);
  // By whichever organisation: one that owns two sections decides once for each.
  let done: Done[] = [];
  let left = 0;
  const { authors } = await texts.readAuthored(ruled.id);
  const by = { person: reader.id, organisation: reader.organisationId };
  await texts.change(ruled.id, by, (state) => {
    const text = textOf(state);
    const open = listSuggestions(text).filter((s) => asked.ids === 'all' || asked.ids.includes(s.id));
    const mine = open.map((suggestion) => ({ suggestion, organisation: decider(suggestion) }));
    if (asked.ids !== 'all' && mine.some((m) => m.organisation === null))
      throw refuse('not-allowed', 'documents:refusals.not-your-section');
    // Nothing that is said would be taken for all that was asked.
    if (open.length === 0) throw refuse('conflict', 'documents:refusals.decided-meanwhile');
    const proposers = proposersOf(open, proposalStructs(state), authors);
    done = mine.flatMap(({ suggestion, organisation }) => {
      const proposer = proposers.get(suggestion.id);
      // What only a mark says, and somebody else wrote, is no one's for good.
      const sure = proposer?.through === null ? proposer : undefined;
      return organisation === null ? [] : [{ suggestion, organisation, proposer: sure }];
    });
    left = mine.length - done.length;
    if (done.length === 0) throw refuse('not-allowed', 'documents:refusals.none-yours');
    const ids = done.map((d) => d.suggestion.id);
    const wanted = asked.decided === 'accepted' ? accept(text, ids) : reject(text, ids);
    return updateTo(state, wanted.toJSON());
  });
  await note(sql, ruled.id, reader.id, asked.decided, done, now);
  return { decided: done.length, left };
}

async function note(sql: Sql, document: number, by: number, decided: Decided, done: Done[], now: Date): Promise<void> {
  await sql.begin(async (tx) => {
    for (const { suggestion, organisation, proposer } of done) {
      await tx`
        insert into document_decision (document_id, suggestion, kind, decided, proposed_by, proposed_for, by_person, organisation_id, at)
        values (${document}, ${suggestion.id.slice(0, 80)}, ${suggestion.kinds.join(' ')}, ${decided},
          (select id from person where id = ${proposer?.person ?? null}), (select id from organisation where id = ${proposer?.organisation ?? null}),
          ${by}, ${organisation}, ${now})`;
    }
    await announce(tx, 'document.suggestions-decided', { document });
  });
}
