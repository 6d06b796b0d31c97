import { useLoaderData } from '@remix-run/react';
import { nameVersion, restoreVersion } from '~/documents/commands/versioning.server';
import { VersionsPage } from '~/documents/components/versions-page';
import { restoreForm, versionForm } from '~/documents/forms';
import { readShares } from '~/documents/queries/shares.server';
import { readVersions } from '~/documents/queries/versions.server';
import { deed, goTo, idOf, page, parseForm, signedIn } from '~/shared/edge.server';
import { refuse } from '~/shared/refusal';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => {
  const reader = signedIn(asked);
  const { sql, texts, params, language, t } = asked;
  const { organisations, ...view } = await readVersions(sql, reader, idOf(params.id), language, asked.now());
  const shares = await readShares(texts, view.head.id, organisations);
  return { title: `${t('documents:versions.title')} · ${view.head.title}`, view, shares, zone: reader.timeZone };
});

export const meta = titled;

export const action = deed(async (asked) => {
  const { sql, texts, form, params } = asked;
  const reader = signedIn(asked);
  const document = idOf(params.id);
  const now = asked.now();
  await asked.limit('write', String(reader.id));
  switch ((form.typed.deed ?? '').split('-')[0]) {
    case 'name':
      await nameVersion(sql, texts, reader, { document, ...parseForm(form, versionForm) }, now);
      break;
    case 'restore':
      await restoreVersion(sql, texts, reader, { document, ...parseForm(form, restoreForm) }, now);
      break;
    default:
      throw refuse('invalid', 'shared:errors.unreadable-form');
  }
  return goTo(`/documents/${document}/versions`);
});

export const shouldRevalidate = rereadAfterConflict;

export default function Versions() {
  return <VersionsPage {...useLoaderData<typeof loader>()} />;
}
