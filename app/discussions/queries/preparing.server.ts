import type { Db } from '../../../db/connect';
import type { ActivityRole, Reader } from '../../people/person';
import { refuse } from '../../shared/refusal';
import { asTyped } from '../../shared/zone.server';
import { mayFacilitate, stateOf } from '../discussion';
import { readRules } from '../rules.server';

/** What the screen of preparing shows of one discussion, in the version of one language. */
export async function readPreparation(sql: Db, reader: Reader | null, id: number, language: string | null, now: Date) {
  const ruled = await readRules(sql, reader, id);
  if (!mayFacilitate(reader, ruled.tie)) throw refuse('not-found', 'shared:errors.not-found');
  const of = language ?? ruled.language;
  const [row] = await sql<
    {
      region: string;
      title: string | null;
      introduction: string | null;
      languages: string[];
      phases: { id: number; title: string | null; question: string | null; used: boolean }[] | null;
      invited: number[] | null;
      people: { handle: string; role: ActivityRole }[] | null;
      organisations: { id: number; name: string; sector: string }[] | null;
    }[]
  >`
    select d.region, x.title, x.introduction,
      (select array_agg(t.language order by t.language) from discussion_text t where t.discussion_id = d.id) as languages,
      (select jsonb_agg(jsonb_build_object('id', p.id, 'title', pt.title, 'question', pt.question, 'used', exists (select from post q where q.phase_id = p.id)) order by p.position)
        from phase p left join phase_text pt on pt.phase_id = p.id and pt.language = ${of} where p.discussion_id = d.id) as phases,
      (select array_agg(i.organisation_id) from discussion_invitation i where i.discussion_id = d.id) as invited,
      (select jsonb_agg(jsonb_build_object('handle', p.handle, 'role', r.role) order by p.handle)
        from activity_role r join person p on p.id = r.person_id where r.activity = 'discussion' and r.activity_id = d.id) as people,
      (select jsonb_agg(jsonb_build_object('id', o.id, 'name', o.name, 'sector', o.sector) order by o.sector, o.name) from organisation o) as organisations
    from discussion d left join discussion_text x on x.discussion_id = d.id and x.language = ${of}
    where d.id = ${id}`;
  const r = row!;
  const withRole = (role: ActivityRole) =>
    (r.people ?? [])
      .filter((p) => p.role === role)
      .map((p) => p.handle)
      .join('\n');
  return {
    id,
    path: `/discussions/${id}/${ruled.slug}`,
    version: ruled.version,
    state: stateOf(ruled, now),
    own: ruled.language,
    language: of,
    languages: r.languages,
    timeZone: ruled.timeZone,
    region: r.region,
    readers: ruled.readers,
    writers: ruled.writers,
    moderation: ruled.moderation,
    title: r.title ?? '',
    introduction: r.introduction ?? '',
    invited: r.invited ?? [],
    facilitators: withRole('facilitator'),
    participants: withRole('participant'),
    observers: withRole('observer'),
    organisations: r.organisations ?? [],
    phases: ruled.phases.map((p) => {
      const text = r.phases?.find((t) => t.id === p.id);
      const opens = asTyped(p.opensAt, ruled.timeZone);
      const closes = asTyped(p.closesAt, ruled.timeZone);
      return {
        id: p.id,
        position: p.position,
        opens: opens.local,
        opensWhich: opens.which,
        closes: closes.local,
        closesWhich: closes.which,
        isOpen: p.opensAt <= now && now < p.closesAt,
        isAhead: now < p.opensAt,
        title: text?.title ?? '',
        question: text?.question ?? '',
        used: text?.used ?? false,
      };
    }),
  };
}

export type Preparation = Awaited<ReturnType<typeof readPreparation>>;

/** What the screen needs to prepare a new one. */
export async function listOrganisationsToInvite(sql: Db): Promise<{ id: number; name: string; sector: string }[]> {
  return sql<
    { id: number; name: string; sector: string }[]
  >`select id, name, sector from organisation order by sector, name`;
}
