import { useLoaderData } from '@remix-run/react';
import { PartPage } from '~/programmes/components/part-page';
import { doOnPart } from '~/programmes/deeds.server';
import { loadPart } from '~/programmes/editing.server';
import { active, deed, goTo, idOf, page } from '~/shared/edge.server';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => {
  const data = await loadPart(asked);
  return { title: `${asked.t(`programmes:parts.${data.part}`)} · ${data.head.title}`, data };
});

export const action = deed(async (asked) => {
  const reader = active(asked);
  await asked.limit('write', String(reader.id));
  const part = await doOnPart(asked);
  return goTo(`/programmes/${idOf(asked.params.id)}/edit/${part}`);
});

export const meta = titled;

export const shouldRevalidate = rereadAfterConflict;

export default function Part() {
  const { data } = useLoaderData<typeof loader>();
  // Another part is another page: what was typed in the forms of one is not that of the next.
  return <PartPage key={data.part} data={data} />;
}
