import { randomUUID } from 'node:crypto';
import { useLoaderData } from '@remix-run/react';
import { withdrawMotion, writeMotion } from '~/committee/commands/motions.server';
import { enterFirstChair } from '~/committee/commands/terms.server';
import { MembersPage } from '~/committee/components/members-page';
import { firstChairForm, motionForm, oneForm } from '~/committee/forms';
import { loadMembers, ofCommittee } from '~/committee/page.server';
import { deed, goTo, page, parseForm } from '~/shared/edge.server';
import { refuse } from '~/shared/refusal';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => ({
  title: asked.t('committee:motions.title'),
  once: randomUUID(),
  data: await loadMembers(asked),
}));

export const action = deed(async (asked) => {
  const { sql, form } = asked;
  const now = asked.now();
  // Whoever may not see it learns nothing from a form of theirs either.
  const reader = await ofCommittee(asked);
  await asked.limit('write', String(reader.id));
  const name = form.typed.deed ?? '';
  if (name.startsWith('motion-')) await writeMotion(sql, reader, parseForm(form, motionForm), now);
  else if (name.startsWith('withdraw-')) await withdrawMotion(sql, reader, parseForm(form, oneForm).id, now);
  else if (name === 'first-chair') await enterFirstChair(sql, reader, parseForm(form, firstChairForm), now);
  else throw refuse('invalid', 'shared:errors.unreadable-form');
  return goTo('/committee/members');
});

export const meta = titled;

export const shouldRevalidate = rereadAfterConflict;

export default function Members() {
  const { data, once } = useLoaderData<typeof loader>();
  return <MembersPage data={data} once={once} />;
}
