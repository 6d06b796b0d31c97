import { useLoaderData } from '@remix-run/react';
import { putPart, raisePart, removePart } from '~/consultations/commands/parts.server';
import { putPhase, removePhase } from '~/consultations/commands/phases.server';
import {
  announceConsultation,
  cancelConsultation,
  changeConsultation,
  discardConsultation,
} from '~/consultations/commands/preparing.server';
import { PrepareConsultation } from '~/consultations/components/preparation';
import {
  cancelForm,
  oneForm,
  partForm,
  partLists,
  phaseForm,
  whatForm,
  whatLists,
} from '~/consultations/forms-preparing';
import { readPreparation } from '~/consultations/queries/preparing.server';
import { readConsultationToPrepare } from '~/consultations/queries/rules.server';
import { placesAndZones } from '~/organisations/places-and-zones.server';
import { deed, goTo, idOf, page, parseForm, signedIn } from '~/shared/edge.server';
import { isContentLanguage } from '~/shared/languages';
import { refuse } from '~/shared/refusal';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';
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
  return { data, places: placesAndZones(asked.language), title: asked.t('consultations:to-edit') };
});

export const meta = titled;

export const action = deed(async (asked) => {
  const { sql, form } = asked;
  const reader = signedIn(asked);
  const id = idOf(asked.params.id);
  const now = asked.now();
  // Whoever may not prepare it learns nothing from what is wrong with a form.
  await readConsultationToPrepare(sql, reader, id);
  await asked.limit('write', String(reader.id));
  switch ((form.typed.deed ?? '').replace(/-(\d+|new(-[a-z]+)?)$/, '')) {
    case 'change':
      await changeConsultation(sql, reader, id, parseForm(form, whatForm, whatLists));
      break;
    case 'announce':
      await announceConsultation(sql, reader, id, now);
      break;
    case 'cancel':
      await cancelConsultation(sql, reader, id, parseForm(form, cancelForm), now);
      break;
    case 'discard':
      await discardConsultation(sql, reader, id, parseForm(form, versionForm).version);
      return goTo('/consultations');
    case 'phase':
      await putPhase(sql, reader, id, parseForm(form, phaseForm), now);
      break;
    case 'phase-remove':
      await removePhase(sql, reader, id, parseForm(form, oneForm), now);
      break;
    case 'part':
      await putPart(sql, reader, id, parseForm(form, partForm, partLists));
      break;
    case 'part-up':
      await raisePart(sql, reader, id, parseForm(form, oneForm));
      break;
    case 'part-remove':
      await removePart(sql, reader, id, parseForm(form, oneForm), now);
      break;
    default:
      throw refuse('invalid', 'shared:errors.unreadable-form');
  }
  return goTo(asked.url.pathname + asked.url.search);
});

export const shouldRevalidate = rereadAfterConflict;

export default function Edit() {
  return <PrepareConsultation {...useLoaderData<typeof loader>()} />;
}
