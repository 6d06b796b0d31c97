import { type MetaFunction, useLoaderData } from '@remix-run/react';
import { limits } from '~/discussions/discussion';
import { Redact } from '~/facilitation/components/redact';
import { filesIn } from '~/facilitation/files';
import { passageForm, reasonForm, wholeForm } from '~/facilitation/forms';
import { readPostToModerate } from '~/facilitation/queries.server';
import { redactFiles, redactPassage, redactPost } from '~/facilitation/redaction.server';
import { subjectView } from '~/facilitation/subject';
import { deed, goTo, idOf, page, parseForm, signedIn } from '~/shared/edge.server';
import { refuse } from '~/shared/refusal';
import { rereadAfterConflict } from '~/shared/reread';

export const loader = page(async (asked) => {
  const reader = signedIn(asked);
  const post = await readPostToModerate(asked.sql, reader, idOf(asked.params.id), asked.language, 'redact');
  return {
    post: subjectView(post),
    files: post.files.map(({ id, name }) => ({ id, name })),
    passage: (asked.url.searchParams.get('passage') ?? '').slice(0, limits.body),
    zone: reader.timeZone,
    title: asked.t('facilitation:redact.title'),
  };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ''} · Plenary` }];

export const action = deed(async (asked) => {
  const { sql, form } = asked;
  const reader = signedIn(asked);
  const post = idOf(asked.params.id);
  const now = asked.now();
  const files = filesIn(form.data);
  await asked.limit('write', String(reader.id));
  switch (form.typed.deed) {
    case 'passage':
      await redactPassage(sql, reader, { post, files, ...parseForm(form, passageForm) }, now);
      break;
    case 'files':
      await redactFiles(sql, reader, { post, files, ...parseForm(form, reasonForm) }, now);
      break;
    case 'whole':
      await redactPost(sql, reader, { post, reason: parseForm(form, wholeForm).reason }, now);
      break;
    default:
      throw refuse('invalid', 'shared:errors.unreadable-form');
  }
  return goTo(`/posts/${post}`);
});

export const shouldRevalidate = rereadAfterConflict;

export default function RedactPage() {
  return <Redact {...useLoaderData<typeof loader>()} />;
}
