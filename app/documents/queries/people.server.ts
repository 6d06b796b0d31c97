import type { Db } from '../../../db/connect';
import type { Reader } from '../../people/person';
import { refuse } from '../../shared/refusal';
import { localOf } from '../../shared/zone.server';
import { mayName, mayOpenText, type Role } from '../document';
import type { HeadView } from '../head';
import { type HeadRow, headColumns, headFrom } from './head.server';

/** `from` and `until` are instants; the days are the reader's own, as their form shows them. */
export interface NamedPerson {
  id: number;
  name: string;
  from: string | null;
  until: string | null;
  fromDay: string;
  untilDay: string;
}

export interface InvitedOrganisation {
  id: number;
  name: string;
  handle: string;
  role: Role;
  /** Those who speak for it, and have access by that. */
  offices: { id: number; name: string; role: string }[];
  named: NamedPerson[];
  /** May this reader name its people. */
  mayName: boolean;
  /** Whom they may name: people of the organisation who have no access yet. */
  candidates: { id: number; name: string }[];
}

export interface PeopleView {
  head: HeadView;
  title: string;
  titles: Record<string, string>;
  version: number;
  organisations: InvitedOrganisation[];
  /** Every organisation, for those who invite. */
  others: { id: number; name: string }[];
}

type Row = HeadRow & {
  titles: Record<string, string>;
  organisations: (Omit<InvitedOrganisation, 'mayName' | 'candidates'> & { people: { id: number; name: string }[] })[];
  others: PeopleView['others'] | null;
};

/** Who works on a document, and for whom. One statement. People see whom else it is written with. */
export async function readPeople(
  sql: Db,
  reader: Reader | null,
  id: number,
  language: string,
  now: Date,
): Promise<PeopleView> {
  const [row] = await sql<Row[]>`
    select ${headColumns(sql, reader, language)}, d.titles,
      (select jsonb_agg(jsonb_build_object('id', o.id, 'name', coalesce(o.short_name, o.name), 'handle', o.handle, 'role', i.role,
          'offices', coalesce((select jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name, 'role', r.role) order by r.role desc, p.name)
            from organisation_role r join person p on p.id = r.person_id where r.organisation_id = o.id and p.state = 'active'), '[]'),
          'named', coalesce((select jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name, 'from', n.from_at, 'until', n.until_at) order by p.name)
            from document_person n join person p on p.id = n.person_id
            where n.document_id = d.id and n.organisation_id = o.id and p.organisation_id = o.id), '[]'),
          'people', coalesce((select jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name) order by p.name)
            from person p where p.organisation_id = o.id and p.state = 'active'), '[]')) order by o.id <> d.lead_id, o.name)
        from document_organisation i join organisation o on o.id = i.organisation_id where i.document_id = d.id) as organisations,
      (select jsonb_agg(jsonb_build_object('id', o.id, 'name', coalesce(o.short_name, o.name)) order by coalesce(o.short_name, o.name)) from organisation o) as others
    from document d join organisation l on l.id = d.lead_id where d.id = ${id}`;
  const { ruled, view } = headFrom(row, reader, now);
  if (!mayOpenText(ruled, reader, ruled.tie, now)) throw refuse('not-found', 'shared:errors.not-found');
  return {
    head: view,
    title: row!.title,
    titles: row!.titles,
    version: row!.version,
    organisations: (row!.organisations ?? []).map(({ people, ...o }) => {
      const may = mayName(reader, o.id);
      const here = new Set([...o.offices, ...o.named].map((p) => p.id));
      const dayOf = (instant: string | null) =>
        instant ? localOf(new Date(instant), reader?.timeZone ?? 'UTC').slice(0, 10) : '';
      const named = o.named.map((p) => ({ ...p, fromDay: dayOf(p.from), untilDay: dayOf(p.until) }));
      return { ...o, named, mayName: may, candidates: may ? people.filter((p) => !here.has(p.id)) : [] };
    }),
    others: view.may.administer ? (row!.others ?? []) : [],
  };
}
