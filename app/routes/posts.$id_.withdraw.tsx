import { type MetaFunction, useLoaderData } from '@remix-run/react';
import { whyNotWithdraw } from '~/discussions/discussion';
import { Withdraw } from '~/facilitation/components/withdraw';
import { withdrawForm } from '~/facilitation/forms';
import { readPostToWithdraw } from '~/facilitation/queries.server';
import { withdrawPost } from '~/facilitation/redaction.server';
import { subjectView } from '~/facilitation/subject';
import { deed, goTo, idOf, page, parseForm, signedIn } from '~/shared/edge.server';
import { rereadAfterConflict } from '~/shared/reread';

export const loader = page(async (asked) => {
  const reader = signedIn(asked);
  const post = await readPostToWithdraw(asked.sql, reader, idOf(asked.params.id), asked.language);
  const no = whyNotWithdraw(post, reader);
  if (no) throw no;
  return {
    post: subjectView(post),
    files: post.files,
    zone: reader.timeZone,
    title: asked.t('facilitation:withdraw.title'),
  };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ''} · Plenary` }];

export const action = deed(async (asked) => {
  const reader = signedIn(asked);
  const post = idOf(asked.params.id);
  await asked.limit('write', String(reader.id));
  const { reason } = parseForm(asked.form, withdrawForm);
  await withdrawPost(asked.sql, reader, { post, reason }, asked.now());
  return goTo(`/posts/${post}`);
});

export const shouldRevalidate = rereadAfterConflict;

export default function WithdrawPage() {
  return <Withdraw {...useLoaderData<typeof loader>()} />;
}
