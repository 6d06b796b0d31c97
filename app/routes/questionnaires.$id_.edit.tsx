import { useLoaderData } from '@remix-run/react';
import { DeskPage } from '~/questionnaires/components/desk-page';
import { deskDeed } from '~/questionnaires/desk-deed.server';
import { readDesk } from '~/questionnaires/queries/desk.server';
import { deed, page } from '~/shared/edge.server';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => ({
  data: await readDesk(asked),
  title: asked.t('questionnaires:edit.title'),
}));

export const meta = titled;

export const action = deed(deskDeed);

export const shouldRevalidate = rereadAfterConflict;

export default function Edit() {
  return <DeskPage data={useLoaderData<typeof loader>().data} />;
}
