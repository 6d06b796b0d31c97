import { useLoaderData } from '@remix-run/react';
import { tickHandover } from '~/committee/commands/handover.server';
import { HandoverPage } from '~/committee/components/handover-page';
import { tickForm } from '~/committee/forms';
import { loadHandover, ofCommittee } from '~/committee/page.server';
import { deed, goTo, page, parseForm } from '~/shared/edge.server';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => ({
  title: asked.t('committee:handover.title'),
  data: await loadHandover(asked),
}));

export const action = deed(async (asked) => {
  const reader = await ofCommittee(asked);
  await asked.limit('write', String(reader.id));
  await tickHandover(asked.sql, reader, parseForm(asked.form, tickForm), asked.now());
  return goTo('/committee/handover');
});

export const meta = titled;

export const shouldRevalidate = rereadAfterConflict;

export default function Handover() {
  return <HandoverPage data={useLoaderData<typeof loader>().data} />;
}
