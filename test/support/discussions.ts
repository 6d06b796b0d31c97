import { randomUUID } from 'node:crypto';
import type { Readers, Writers } from '../../app/discussions/discussion';
import type { Sql } from '../../db/connect';
import { aPerson, type SomePerson } from './people';

const hour = 3_600_000;

export interface SomeDiscussion {
  id: number;
  slug: string;
  path: string;
  phaseIds: number[];
  facilitator: SomePerson;
}

/** A discussion straight into the tables. Times are hours from now; by default it opened an hour ago and closes tomorrow. */
export async function aDiscussion(
  sql: Sql,
  values: {
    title?: string;
    readers?: Readers;
    writers?: Writers;
    moderation?: 'pre' | 'post';
    announced?: boolean;
    phases?: { opens: number; closes: number; question?: string }[];
    invited?: number[];
    now?: Date;
  } = {},
): Promise<SomeDiscussion> {
  const now = (values.now ?? new Date()).getTime();
  const title = values.title ?? 'A question of practice (invented)';
  const maker = await aPerson(sql, { secretariat: true });
  const [row] = await sql<{ id: number; slug: string }[]>`
    insert into discussion (slug, language, time_zone, readers, writers, moderation, created_by, announced_at)
    values ('a-question', 'en', 'Africa/Nairobi', ${values.readers ?? 'public'}, ${values.writers ?? (values.readers === 'invited' ? 'invited' : 'registered')},
      ${values.moderation ?? 'post'}, ${maker.id}, ${values.announced === false ? null : new Date(now - 48 * hour)})
    returning id, slug`;
  const { id, slug } = row!;
  await sql`insert into discussion_text (discussion_id, language, title) values (${id}, 'en', ${title})`;
  const phaseIds: number[] = [];
  for (const [i, p] of (values.phases ?? [{ opens: -1, closes: 24 }]).entries()) {
    const [phase] = await sql<{ id: number }[]>`
      insert into phase (discussion_id, position, opens_at, closes_at)
      values (${id}, ${i + 1}, ${new Date(now + p.opens * hour)}, ${new Date(now + p.closes * hour)}) returning id`;
    phaseIds.push(phase!.id);
    await sql`insert into phase_text (phase_id, language, title, question) values (${phase!.id}, 'en', ${`Phase ${i + 1}`}, ${p.question ?? 'What works in practice?'})`;
  }
  for (const organisation of values.invited ?? []) {
    await sql`insert into discussion_invitation (discussion_id, organisation_id) values (${id}, ${organisation})`;
  }
  const facilitator = await aPerson(sql, {
    name: 'Facilitator Demonstration',
    role: { discussion: id, role: 'facilitator' },
  });
  return { id, slug, path: `/discussions/${id}/${slug}`, phaseIds, facilitator };
}

/** What a form for a new post sends, with a key of its own. */
export function aPostForm(
  discussion: number,
  body: string,
  values: { inReplyTo?: number | null; language?: string; once?: string } = {},
) {
  return {
    discussion,
    body,
    language: values.language ?? 'en',
    inReplyTo: values.inReplyTo ?? null,
    once: values.once ?? randomUUID(),
  };
}
