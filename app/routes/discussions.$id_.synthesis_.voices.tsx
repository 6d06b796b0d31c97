import { useLoaderData } from '@remix-run/react';
import { responseForm } from '~/heard/forms';
import { active, deed, goTo, idOf, page, parseForm } from '~/shared/edge.server';
import { refuse } from '~/shared/refusal';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';
import { respondInSynthesis } from '~/synthesis/commands/hearing.server';
import { HearingPage } from '~/synthesis/components/hearing-page';
import { readHearing } from '~/synthesis/queries/hearing.server';

export const loader = page(async ({ sql, reader, params, language, t, now }) => {
  const view = await readHearing(sql, reader, idOf(params.id), language, now());
  return { title: `${t('heard:synthesis.title')} · ${view.discussion.title}`, view, zone: reader?.timeZone ?? 'UTC' };
});

export const meta = titled;

export const action = deed(async (asked) => {
  const reader = active(asked);
  const discussion = idOf(asked.params.id);
  await asked.limit('write', String(reader.id));
  if (!asked.form.typed.deed?.startsWith('respond-')) throw refuse('invalid', 'shared:errors.unreadable-form');
  await respondInSynthesis(asked.sql, reader, { discussion, ...parseForm(asked.form, responseForm) }, asked.now());
  return goTo(asked.url.pathname);
});

export const shouldRevalidate = rereadAfterConflict;

export default function Voices() {
  return <HearingPage {...useLoaderData<typeof loader>()} />;
}
