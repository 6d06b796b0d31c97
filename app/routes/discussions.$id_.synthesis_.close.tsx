import { type MetaFunction, useLoaderData } from '@remix-run/react';
import { active, deed, goTo, idOf, page, parseForm } from '~/shared/edge.server';
import { refuse } from '~/shared/refusal';
import { rereadAfterConflict } from '~/shared/reread';
import { tickedIn } from '~/synthesis/boxes';
import { publishSynthesis, takeBackWaiver, waive } from '~/synthesis/commands/closing.server';
import { ClosingPage } from '~/synthesis/components/closing-page';
import { unwaiveForm, waiveForm } from '~/synthesis/forms';
import { readToClose } from '~/synthesis/queries/closing.server';

export const loader = page(async (asked) => ({
  ...(await readToClose(asked.sql, active(asked), idOf(asked.params.id), asked.language, asked.now())),
  title: asked.t('synthesis:close.title'),
}));

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ''} · Plenary` }];

export const action = deed(async (asked) => {
  const { sql, form } = asked;
  const reader = active(asked);
  const discussion = idOf(asked.params.id);
  const now = asked.now();
  await asked.limit('write', String(reader.id));
  switch (form.typed.deed) {
    case 'waive':
      await waive(sql, reader, { discussion, ...tickedIn(form.typed), ...parseForm(form, waiveForm) }, now);
      return goTo(asked.url.pathname);
    case 'unwaive':
      await takeBackWaiver(sql, reader, { discussion, ...parseForm(form, unwaiveForm).waiver }, now);
      return goTo(asked.url.pathname);
    case 'publish':
      await publishSynthesis(sql, reader, discussion, now);
      return goTo(`/discussions/${discussion}/synthesis`);
    default:
      throw refuse('invalid', 'shared:errors.unreadable-form');
  }
});

export const shouldRevalidate = rereadAfterConflict;

export default function Close() {
  return <ClosingPage {...useLoaderData<typeof loader>()} />;
}
