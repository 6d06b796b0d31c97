import { type MetaFunction, useLoaderData } from '@remix-run/react';
import { chosenFiles, cleanFiles } from '~/attachments/commands.server';
import { PrepareEvent } from '~/events/components/preparation';
import {
  cancelForm,
  eventLists,
  materialForm,
  oneForm,
  speakerForm,
  timesForm,
  whatForm,
} from '~/events/forms-preparing';
import { putMaterial, removeMaterial } from '~/events/materials.server';
import { announceEvent, cancelEvent, changeEvent, discardEvent, moveEvent } from '~/events/preparing.server';
import { readPreparation } from '~/events/queries/preparing.server';
import { readEventToPrepare } from '~/events/queries/rules.server';
import { putSpeaker, raiseSpeaker, removeSpeaker } from '~/events/speakers.server';
import { placesAndZones } from '~/organisations/places-and-zones.server';
import { FeedbackOf } from '~/questionnaires/components/list';
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
  return { data, places: placesAndZones(asked.language), title: asked.t('events:to-edit') };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ''} · Plenary` }];

const timesOfVersion = timesForm.extend(versionForm.shape);
const whatOfVersion = whatForm.extend(versionForm.shape);

export const action = deed(async (asked) => {
  const { sql, form } = asked;
  const reader = signedIn(asked);
  const id = idOf(asked.params.id);
  const now = asked.now();
  const name = form.typed.deed ?? '';
  await asked.limit('write', String(reader.id));
  switch (name.replace(/-(new|\d+)$/, '')) {
    case 'change':
      await changeEvent(sql, reader, id, parseForm(form, whatOfVersion, eventLists), asked.now());
      break;
    case 'move':
      await moveEvent(sql, reader, id, parseForm(form, timesOfVersion), now);
      break;
    case 'announce':
      await announceEvent(sql, reader, id, now);
      break;
    case 'cancel':
      await cancelEvent(sql, reader, id, parseForm(form, cancelForm), now);
      break;
    case 'discard':
      await discardEvent(sql, reader, id, parseForm(form, versionForm).version);
      return goTo('/events');
    case 'speaker':
      await putSpeaker(sql, reader, id, parseForm(form, speakerForm));
      break;
    case 'speaker-up':
      await raiseSpeaker(sql, reader, id, parseForm(form, oneForm));
      break;
    case 'speaker-remove':
      await removeSpeaker(sql, reader, id, parseForm(form, oneForm));
      break;
    case 'material': {
      const input = parseForm(form, materialForm);
      if (chosenFiles(form.data).length > 0) await asked.limit('upload', String(reader.id));
      await readEventToPrepare(sql, reader, id);
      await putMaterial(sql, reader, id, input, await cleanFiles(form.data, asked.cleanFile));
      break;
    }
    case 'material-remove':
      await removeMaterial(sql, reader, id, parseForm(form, oneForm));
      break;
    default:
      throw refuse('invalid', 'shared:errors.unreadable-form');
  }
  return goTo(asked.url.pathname + asked.url.search);
});

export const shouldRevalidate = rereadAfterConflict;

export default function Edit() {
  const { data, places } = useLoaderData<typeof loader>();
  return <PrepareEvent data={data} places={places} after={<FeedbackOf data={data.feedback} />} />;
}
