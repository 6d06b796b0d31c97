import { randomUUID } from 'node:crypto';
import { useLoaderData } from '@remix-run/react';
import { isSecretariat } from '~/people/person';
import { keepShare, proposeShare } from '~/programmes/commands/sharing.server';
import { SharesPage } from '~/programmes/components/shares-page';
import { shareIn } from '~/programmes/figures';
import { proposeShareForm, shareForm } from '~/programmes/forms';
import { screenLanguage } from '~/programmes/page.server';
import { listProposedShares, listShares } from '~/programmes/queries/shares.server';
import { active, deed, goTo, page, parseForm } from '~/shared/edge.server';
import { refuse } from '~/shared/refusal';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => {
  const { sql, reader } = asked;
  const language = screenLanguage(asked.language);
  asked.keep({ tags: ['programmes', 'everything'] });
  const shares = (await listShares(sql)).map(({ basisPoints, by: _, ...s }) => ({
    ...s,
    share: shareIn(language, basisPoints),
  }));
  // Before it is agreed on, a share is a matter of those who may put it to the committee.
  const proposed = reader ? await listProposedShares(sql, reader, asked.now()) : null;
  return {
    title: asked.t('programmes:agreed.title'),
    shares,
    proposed: proposed?.map(({ basisPoints, ...s }) => ({ ...s, share: shareIn(language, basisPoints) })) ?? null,
    once: randomUUID(),
    mayKeep: isSecretariat(reader),
    today: asked.now().toISOString().slice(0, 10),
  };
});

export const action = deed(async (asked) => {
  const reader = active(asked);
  if (asked.form.typed.deed === 'propose-share') {
    await asked.limit('write', String(reader.id));
    const id = await proposeShare(asked.sql, reader, parseForm(asked.form, proposeShareForm), asked.now());
    return goTo(`/decisions/new?subject=share&id=${id}`);
  }
  if (!isSecretariat(reader)) throw refuse('not-found', 'shared:errors.not-found');
  await asked.limit('write', String(reader.id));
  await keepShare(asked.sql, reader, parseForm(asked.form, shareForm));
  return goTo('/programmes/shares');
});

export const meta = titled;

export const shouldRevalidate = rereadAfterConflict;

export default function Shares() {
  return <SharesPage {...useLoaderData<typeof loader>()} />;
}
