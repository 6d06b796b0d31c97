import type { Db } from '../../db/connect';
import { type AskedColumn, askedWhen } from '../consultations/queries/asked-when.server';
import type { ActivityRole, Reader } from '../people/person';
import { refuse } from '../shared/refusal';
import { mayRead, type Phase, type Rules, type Tie } from './discussion';

/** A discussion as far as the rules see it, with what ties this reader to it. */
export interface Ruled extends Rules {
  id: number;
  slug: string;
  language: string;
  timeZone: string;
  version: number;
  tie: Tie;
}

interface Row extends Omit<Ruled, 'tie' | 'phases' | 'asked'> {
  asked: AskedColumn;
  phases: { id: number; position: number; opensAt: string; closesAt: string }[] | null;
  role: ActivityRole | null;
  invited: boolean;
}

/**
 * What the rules need, in one query, for the first beat of every deed. Throws not-found where the reader may not even
 * know that it exists.
 */
export async function readRules(sql: Db, reader: Reader | null, id: number): Promise<Ruled> {
  const [row] = await sql<Row[]>`
    select d.id, d.slug, d.language, d.time_zone, d.version, d.readers, d.writers, d.moderation, d.announced_at,
      (select s.published_at from synthesis s where s.discussion_id = d.id) as synthesised_at,
      (select jsonb_agg(jsonb_build_object('id', p.id, 'position', p.position, 'opensAt', p.opens_at, 'closesAt', p.closes_at) order by p.position)
        from phase p where p.discussion_id = d.id) as phases, ${askedWhen(sql)} as asked,
      (select r.role from activity_role r where r.activity = 'discussion' and r.activity_id = d.id and r.person_id = ${reader?.id ?? null}) as role,
      exists (select from discussion_invitation i where i.discussion_id = d.id and i.organisation_id = ${reader?.organisationId ?? null}) as invited
    from discussion d where d.id = ${id}`;
  const ruled = row && ruledFrom(row);
  if (!ruled || !mayRead(ruled, reader, ruled.tie)) throw refuse('not-found', 'shared:errors.not-found');
  return ruled;
}

export function ruledFrom(row: Row): Ruled {
  const { role, invited, phases, asked, ...rest } = row;
  return {
    ...rest,
    phases: (phases ?? []).map(phaseFrom),
    asked: asked?.map(phaseFrom) ?? null,
    tie: { role, invited },
  };
}

export function phaseFrom<P extends { opensAt: string; closesAt: string }>(
  p: P,
): Omit<P, 'opensAt' | 'closesAt'> & Pick<Phase, 'opensAt' | 'closesAt'> {
  return { ...p, opensAt: new Date(p.opensAt), closesAt: new Date(p.closesAt) };
}
