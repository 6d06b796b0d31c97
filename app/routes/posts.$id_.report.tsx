import { type MetaFunction, useLoaderData } from '@remix-run/react';
import { flagKinds } from '~/discussions/discussion';
import { Report } from '~/facilitation/components/report';
import { whyNotReport } from '~/facilitation/facilitation';
import { reportPost } from '~/facilitation/flags.server';
import { reportForm } from '~/facilitation/forms';
import { readPostToReport } from '~/facilitation/queries.server';
import { subjectView } from '~/facilitation/subject';
import { deed, goTo, idOf, page, parseForm } from '~/shared/edge.server';
import { rereadAfterConflict } from '~/shared/reread';

export const loader = page(async (asked) => {
  const { sql, reader, params, language, url, t } = asked;
  const { post, ruled } = await readPostToReport(sql, reader, idOf(params.id), language);
  return {
    post: { ...subjectView(post), html: post.state === 'shown' ? post.html : '' },
    kinds: flagKinds.filter((kind) => !whyNotReport(ruled, post, kind, reader, ruled.tie)),
    visitor: reader === null,
    sent: url.searchParams.has('sent'),
    zone: reader?.timeZone ?? ruled.timeZone,
    title: t('facilitation:report.title'),
  };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Plenary` },
  { name: 'robots', content: 'noindex' },
];

export const action = deed(async (asked) => {
  const { sql, reader, form } = asked;
  const post = idOf(asked.params.id);
  const report = parseForm(form, reportForm);
  // Without an account there is only the address to count by.
  if (reader) await asked.limit('write', String(reader.id));
  else await asked.limit('report', asked.from);
  await reportPost(sql, reader, { post, ...report }, asked.now());
  return goTo(`/posts/${post}/report?sent=yes`);
});

export const shouldRevalidate = rereadAfterConflict;

export default function ReportPage() {
  return <Report {...useLoaderData<typeof loader>()} />;
}
