import { useLoaderData } from '@remix-run/react';
import { active, deed, goTo, page, parseForm } from '~/shared/edge.server';
import { refuse } from '~/shared/refusal';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';
import { standForm } from '~/tasks/commitment-forms';
import { sayHowActivityStands } from '~/workplan/commands/activities.server';
import { writeCorrection } from '~/workplan/commands/corrections.server';
import { AboutPage } from '~/workplan/components/about-page';
import { loadAbout } from '~/workplan/editing.server';
import { correctionForm } from '~/workplan/forms';
import { yearOf } from '~/workplan/page.server';
import { aboutTyped } from '~/workplan/workplan';

export const loader = page(async (asked) => {
  const data = await loadAbout(asked);
  return { title: `${data.title} · ${asked.t('workplan:of', { year: data.head.year })}`, data };
});

export const action = deed(async (asked) => {
  const { sql, form } = asked;
  const reader = active(asked);
  const year = yearOf(asked.params.year);
  const of = aboutTyped(asked.params.about ?? '');
  if (!of) throw refuse('not-found', 'shared:errors.not-found');
  await asked.limit('write', String(reader.id));
  const now = asked.now();
  if (form.typed.deed === 'correct') await writeCorrection(sql, reader, year, of, parseForm(form, correctionForm), now);
  else if (form.typed.deed === 'stand' && of.about === 'own')
    await sayHowActivityStands(sql, reader, { year, now }, of.id, parseForm(form, standForm));
  else throw refuse('invalid', 'shared:errors.unreadable-form');
  return goTo(`/workplan/${year}/${of.about}-${of.id}`);
});

export const meta = titled;

export const shouldRevalidate = rereadAfterConflict;

export default function About() {
  return <AboutPage data={useLoaderData<typeof loader>().data} />;
}
