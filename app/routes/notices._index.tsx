import { useLoaderData } from '@remix-run/react';
import { markNotices } from '~/notices/commands/reading.server';
import { NoticesPage } from '~/notices/components/notices-page';
import { markForm, noticesSearch } from '~/notices/forms';
import { listNotices } from '~/notices/queries/notices.server';
import { resumeMail } from '~/notices/stopped.server';
import { isSecretariat } from '~/people/person';
import { deed, goTo, page, parseForm, signedIn } from '~/shared/edge.server';
import { refuse } from '~/shared/refusal';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => {
  const reader = signedIn(asked);
  const { sql, language, url, t } = asked;
  const { page } = noticesSearch.parse(Object.fromEntries(url.searchParams));
  return {
    title: t('notices:title'),
    ...(await listNotices(sql, reader, language, page, asked.now())),
    page,
    secretariat: isSecretariat(reader),
    zone: reader.timeZone,
  };
});

export const action = deed(async (asked) => {
  const reader = signedIn(asked);
  const { sql, form, url } = asked;
  await asked.limit('write', String(reader.id));
  const here = `/notices${url.search}`;
  const [what] = (form.typed.deed ?? '').split(/-(?=\d)/);
  if (what === 'read-all') await markNotices(sql, reader, null, true);
  else if (what === 'read' || what === 'unread')
    await markNotices(sql, reader, [parseForm(form, markForm).notice], what === 'read');
  else if (what === 'resume') await resumeMail(sql, reader);
  else throw refuse('invalid', 'shared:errors.unreadable-form');
  return goTo(here);
});

export const meta = titled;

export const shouldRevalidate = rereadAfterConflict;

export default function Notices() {
  return <NoticesPage {...useLoaderData<typeof loader>()} />;
}
