import { useLoaderData } from '@remix-run/react';
import { readForAdministrator } from '~/documents/commands/inviting.server';
import { keepReported, redactPassage, redactPicture } from '~/documents/commands/redacting.server';
import { RedactPage } from '~/documents/components/redact-page';
import { limits } from '~/documents/document';
import { pictureErasureForm, redactForm, settleReportForm } from '~/documents/forms';
import { readRedaction } from '~/documents/queries/redacting.server';
import { deed, goTo, idOf, page, parseForm, signedIn } from '~/shared/edge.server';
import { refuse } from '~/shared/refusal';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => {
  const reader = signedIn(asked);
  const { sql, params, language, url, t } = asked;
  const view = await readRedaction(sql, reader, idOf(params.id), language, asked.now());
  return {
    title: `${t('documents:redact.title')} · ${view.head.title}`,
    view,
    passage: (url.searchParams.get('passage') ?? '').slice(0, limits.passage),
    zone: reader.timeZone,
  };
});

export const meta = titled;

export const action = deed(async (asked) => {
  const { sql, texts, form, params } = asked;
  const reader = signedIn(asked);
  const document = idOf(params.id);
  const now = asked.now();
  await asked.limit('write', String(reader.id));
  await readForAdministrator(sql, reader, document, now);
  switch ((form.typed.deed ?? '').split('-')[0]) {
    case 'redact': {
      const { passage, reason } = parseForm(form, redactForm);
      await redactPassage(sql, texts, reader, { document, passage, reason }, now);
      return goTo(`/documents/${document}`);
    }
    case 'picture':
      await redactPicture(sql, texts, reader, { document, ...parseForm(form, pictureErasureForm) }, now);
      return goTo(`/documents/${document}/redact`);
    case 'keep':
      await keepReported(sql, reader, { document, ...parseForm(form, settleReportForm) }, now);
      return goTo(`/documents/${document}/redact`);
    default:
      throw refuse('invalid', 'shared:errors.unreadable-form');
  }
});

export const shouldRevalidate = rereadAfterConflict;

export default function Redact() {
  return <RedactPage {...useLoaderData<typeof loader>()} />;
}
