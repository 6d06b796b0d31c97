import { type MetaFunction, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { PrepareDiscussion } from '~/discussions/components/preparation';
import { discardDraft } from '~/discussions/discarding.server';
import { discussionForm, discussionLists, phaseForm } from '~/discussions/forms-preparing';
import { moveInstant, putPhase, removePhase } from '~/discussions/phases.server';
import { announceDiscussion, changeDiscussion } from '~/discussions/preparing.server';
import { readPreparation } from '~/discussions/queries/preparing.server';
import { placesAndZones } from '~/organisations/places-and-zones.server';
import { deed, goTo, idOf, page, parseForm, signedIn } from '~/shared/edge.server';
import { isContentLanguage } from '~/shared/languages';
import { refuse } from '~/shared/refusal';
import { rereadAfterConflict } from '~/shared/reread';
import { versionForm } from '~/shared/typed';

export const loader = page(async (asked) => {
  const wanted = asked.url.searchParams.get('language');
  const data = await readPreparation(
    asked.sql,
    signedIn(asked),
    idOf(asked.params.id),
    isContentLanguage(wanted) ? wanted : null,
    asked.now(),
  );
  return { data, places: placesAndZones(asked.language), title: asked.t('discussions:to-edit') };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ''} · Plenary` }];

export const action = deed(async (asked) => {
  const { sql, form } = asked;
  const reader = signedIn(asked);
  const id = idOf(asked.params.id);
  const now = asked.now();
  await asked.limit('write', String(reader.id));
  const name = form.typed.deed ?? '';
  if (name === 'change')
    await changeDiscussion(sql, reader, id, {
      ...parseForm(form, discussionForm, discussionLists),
      ...parseForm(form, versionForm),
    });
  else if (name.startsWith('phase-'))
    await putPhase(sql, reader, id, { ...parseForm(form, phaseForm), ...parseForm(form, versionForm) }, now);
  else if (name === 'remove-phase') {
    const { phase, version } = parseForm(form, versionForm.extend({ phase: z.coerce.number().int().positive() }));
    await removePhase(sql, reader, id, phase, version);
  } else if (name === 'announce') await announceDiscussion(sql, reader, id, now);
  else if (name === 'discard') {
    await discardDraft(sql, reader, id, parseForm(form, versionForm).version);
    return goTo('/discussions');
  } else if (name === 'close-now' || name === 'open-now') await moveInstant(sql, reader, id, name, now);
  else throw refuse('invalid', 'shared:errors.unreadable-form');
  return goTo(asked.url.pathname + asked.url.search);
});

export const shouldRevalidate = rereadAfterConflict;

export default function Edit() {
  return <PrepareDiscussion {...useLoaderData<typeof loader>()} />;
}
