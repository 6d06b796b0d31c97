import { useLoaderData } from '@remix-run/react';
import { signVersion } from '~/programmes/commands/signing.server';
import { sayHowActivityStands } from '~/programmes/commands/standing.server';
import { ProgrammePage } from '~/programmes/components/programme-page';
import { signForm } from '~/programmes/forms';
import { loadProgramme } from '~/programmes/page.server';
import { active, deed, goTo, idOf, page, parseForm } from '~/shared/edge.server';
import { refuse } from '~/shared/refusal';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';
import { standForm } from '~/tasks/commitment-forms';

export const loader = page(async (asked) => {
  const data = await loadProgramme(asked);
  const tomorrow = new Date(asked.now());
  tomorrow.setUTCHours(24, 0, 0, 0);
  asked.keep({ tags: ['programmes', 'documents', 'consultations', 'everything'], until: tomorrow });
  return { title: data.head.title, data };
});

export const action = deed(async (asked) => {
  const { sql, form } = asked;
  const reader = active(asked);
  const id = idOf(asked.params.id);
  await asked.limit('write', String(reader.id));
  const [, activity] = /^stand-([1-9]\d{0,14})$/.exec(form.typed.deed ?? '') ?? [];
  if (activity) {
    await sayHowActivityStands(
      sql,
      reader,
      { programme: id, now: asked.now() },
      idOf(activity),
      parseForm(form, standForm),
    );
    return goTo(`/programmes/${id}#activity-${activity}`);
  }
  if (form.typed.deed?.startsWith('sign-') !== true) throw refuse('invalid', 'shared:errors.unreadable-form');
  await signVersion(sql, reader, id, parseForm(form, signForm), asked.now());
  return goTo(`/programmes/${id}#sign-off`);
});

export const meta = titled;

export const shouldRevalidate = rereadAfterConflict;

export default function Programme() {
  return <ProgrammePage data={useLoaderData<typeof loader>().data} />;
}
