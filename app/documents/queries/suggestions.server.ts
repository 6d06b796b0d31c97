import type { Db } from '../../../db/connect';
import type { Reader } from '../../people/person';
import { refuse } from '../../shared/refusal';
import type { Texts } from '../../shared/texts';
import { mayOpenText, settlesFor } from '../document';
import type { HeadView } from '../head';
import { proposersOf } from '../proposers';
import { proposalStructs } from '../text/proposal-writers';
import { listSuggestions, type SuggestionKind } from '../text/suggestions';
import { textOf } from '../text/yjs';
import { type HeadRow, headColumns, headFrom } from './head.server';

export interface SuggestionView {
  id: string;
  kinds: SuggestionKind[];
  inserted: string;
  deleted: string;
  about: string;
  /** Whose it is by the log of the text, also of one whose organisation has left the document; null where it knows nobody. */
  author: string | null;
  organisation: string | null;
  /** Who else put it into the text as it stands there. */
  through: string | null;
  at: string | null;
  section: string;
  block: string | null;
  /** Who decides: the organisation that owns the section, or the lead. */
  owner: string;
  mayDecide: boolean;
}

export interface DecisionView {
  id: number;
  decided: 'accepted' | 'rejected';
  kind: string;
  author: string | null;
  forOrganisation: string | null;
  by: string;
  organisation: string | null;
  at: string;
}

export interface SuggestionsView {
  head: HeadView;
  suggestions: SuggestionView[];
  sections: { key: string; title: string }[];
  decisions: DecisionView[];
}

interface Named {
  id: number;
  name: string;
}

type Row = HeadRow & {
  sections: { key: string; title: string; ownerId: number | null; owner: string | null }[] | null;
  decisions: DecisionView[] | null;
  people: Named[] | null;
  organisations: Named[] | null;
};

const mostDecisions = 50;

/** What is proposed in the text at this moment, and what was decided lately. One statement, and the text. */
export async function readSuggestions(
  sql: Db,
  texts: Texts,
  reader: Reader | null,
  id: number,
  language: string,
  now: Date,
): Promise<SuggestionsView> {
  // The text first: whom it names has to be known for the one statement, which also says whether the reader may see it.
  const { state, authors } = await texts.readAuthored(id);
  const open = listSuggestions(textOf(state));
  const proposers = proposersOf(open, proposalStructs(state), authors);
  const people = [...proposers.values()].flatMap(({ person, through }) => [person ?? [], through ?? []].flat());
  const organisations = [...proposers.values()].flatMap(({ organisation }) => organisation ?? []);
  const [row] = await sql<Row[]>`
    select ${headColumns(sql, reader, language)},
      (select jsonb_agg(jsonb_build_object('key', x.key, 'title', x.title, 'ownerId', x.owner_id, 'owner', coalesce(o.short_name, o.name)) order by x.position)
        from document_section x left join organisation o on o.id = x.owner_id where x.document_id = d.id and x.gone_at is null) as sections,
      (select jsonb_agg(k) from (select e.id, e.decided, e.kind, a.name as author, coalesce(f.short_name, f.name) as "forOrganisation",
          b.name as by, coalesce(o.short_name, o.name) as organisation, e.at
        from document_decision e join person b on b.id = e.by_person left join person a on a.id = e.proposed_by
        left join organisation f on f.id = e.proposed_for left join organisation o on o.id = e.organisation_id
        where e.document_id = d.id order by e.id desc limit ${mostDecisions}) k) as decisions,
      (select jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name)) from person p where p.id = any(${people}::bigint[])) as people,
      (select jsonb_agg(jsonb_build_object('id', q.id, 'name', coalesce(q.short_name, q.name))) from organisation q
        where q.id = any(${organisations}::bigint[])) as organisations
    from document d join organisation l on l.id = d.lead_id where d.id = ${id}`;
  const { ruled, view } = headFrom(row, reader, now);
  if (!mayOpenText(ruled, reader, ruled.tie, now)) throw refuse('not-found', 'shared:errors.not-found');
  const sections = new Map((row!.sections ?? []).map((s) => [s.key, s]));
  const nameOf = (list: Named[] | null, who: number | null = null) => list?.find((n) => n.id === who)?.name ?? null;
  return {
    head: view,
    sections: [...sections.values()].map(({ key, title }) => ({ key, title })),
    decisions: row!.decisions ?? [],
    suggestions: open.map((s) => {
      const section = sections.get(s.section);
      const by = proposers.get(s.id);
      return {
        id: s.id,
        kinds: s.kinds,
        inserted: s.inserted,
        deleted: s.deleted,
        about: s.about,
        author: nameOf(row!.people, by?.person),
        organisation: nameOf(row!.organisations, by?.organisation),
        through: nameOf(row!.people, by?.through),
        at: s.at,
        section: s.section,
        block: s.block,
        owner: section?.owner ?? view.lead.name,
        mayDecide: s.sections.every(
          (key) => settlesFor(sections.get(key)?.ownerId ?? null, ruled, reader, ruled.tie, now) !== null,
        ),
      };
    }),
  };
}
