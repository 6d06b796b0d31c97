import { useLoaderData } from '@remix-run/react';
import { EditSeries } from '~/events/components/series-form';
import { moveSeriesForm, seriesForm } from '~/events/forms-preparing';
import { moveSeries } from '~/events/moving-series.server';
import { readSeriesToEdit } from '~/events/queries/series.server';
import { changeSeries } from '~/events/series.server';
import { deed, goTo, idOf, page, parseForm, signedIn } from '~/shared/edge.server';
import { isContentLanguage } from '~/shared/languages';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';
import { versionForm } from '~/shared/typed';

export const loader = page(async (asked) => {
  const wanted = asked.url.searchParams.get('language');
  const language = isContentLanguage(wanted) ? wanted : null;
  const data = await readSeriesToEdit(asked.sql, signedIn(asked), idOf(asked.params.id), language);
  return { data, title: asked.t('events:series.to-edit') };
});

export const meta = titled;

export const action = deed(async (asked) => {
  const reader = signedIn(asked);
  await asked.limit('write', String(reader.id));
  const id = idOf(asked.params.id);
  if (asked.form.typed.deed === 'move-series') {
    await moveSeries(asked.sql, reader, id, parseForm(asked.form, moveSeriesForm), asked.now());
    // Where they stand with their new times.
    return goTo(`/events/series/${id}`);
  }
  await changeSeries(asked.sql, reader, id, parseForm(asked.form, seriesForm.extend(versionForm.shape)));
  return goTo(asked.url.pathname + asked.url.search);
});

export const shouldRevalidate = rereadAfterConflict;

export default function Edit() {
  return <EditSeries data={useLoaderData<typeof loader>().data} />;
}
