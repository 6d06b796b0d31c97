import { type MetaFunction, useLoaderData } from '@remix-run/react';
import { active, deed, goTo, idOf, page, parseForm } from '~/shared/edge.server';
import { refuse } from '~/shared/refusal';
import { rereadAfterConflict } from '~/shared/reread';
import { answerReflection, withdrawReflection } from '~/synthesis/commands/reflecting.server';
import { ReflectionPage } from '~/synthesis/components/reflection-page';
import { reflectForm, withdrawForm } from '~/synthesis/forms';
import { readReflections } from '~/synthesis/queries/reflecting.server';

export const loader = page(async (asked) => ({
  page: await readReflections(asked.sql, active(asked), idOf(asked.params.discussion), asked.language, asked.now()),
  title: asked.t('synthesis:reflect.title'),
}));

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ''} · Plenary` }];

export const action = deed(async (asked) => {
  const { sql, form } = asked;
  const reader = active(asked);
  const discussion = idOf(asked.params.discussion);
  await asked.limit('write', String(reader.id));
  const name = (form.typed.deed ?? '').replace(/-.*$/, '');
  if (name === 'reflect') {
    const { statement, ...answer } = parseForm(form, reflectForm);
    await answerReflection(sql, reader, { discussion, statement, ...answer }, asked.now());
    return goTo(`/reflections/${discussion}#statement-${statement}`);
  }
  if (name === 'withdraw') {
    const { statement } = parseForm(form, withdrawForm);
    await withdrawReflection(sql, reader, { discussion, statement });
    return goTo(`/reflections/${discussion}#statement-${statement}`);
  }
  throw refuse('invalid', 'shared:errors.unreadable-form');
});

export const shouldRevalidate = rereadAfterConflict;

export default function Reflections() {
  return <ReflectionPage page={useLoaderData<typeof loader>().page} />;
}
