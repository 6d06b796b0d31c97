import { useLoaderData } from '@remix-run/react';
import { mayCall } from '~/calls/call';
import {
  announceCall,
  cancelCall,
  changeWhat,
  discardCall,
  nameReviewers,
  setQuestions,
  setTimes,
} from '~/calls/commands/calling.server';
import { PreparePage } from '~/calls/components/prepare-page';
import { cancelForm, questionsForm, reviewersForm, stepForm, timesForm, whatForm } from '~/calls/forms';
import { loadPrepare } from '~/calls/page.server';
import { active, deed, goTo, idOf, page, parseForm } from '~/shared/edge.server';
import { refuse } from '~/shared/refusal';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => {
  const data = await loadPrepare(asked);
  return { title: `${asked.t('pilots:prepare.title')} · ${data.what.title}`, data };
});

export const action = deed(async (asked) => {
  const { sql, form } = asked;
  const reader = active(asked);
  if (!mayCall(reader)) throw refuse('not-found', 'shared:errors.not-found');
  const id = idOf(asked.params.id);
  const now = asked.now();
  await asked.limit('write', String(reader.id));
  switch (form.typed.deed) {
    case 'what':
      await changeWhat(sql, reader, id, parseForm(form, whatForm, ['themes']), now);
      break;
    case 'times':
      await setTimes(sql, reader, id, parseForm(form, timesForm), now);
      break;
    case 'questions':
      await setQuestions(sql, reader, id, parseForm(form, questionsForm), now);
      break;
    case 'reviewers':
      await nameReviewers(sql, reader, id, parseForm(form, reviewersForm).reviewers, now);
      break;
    case 'announce':
      await announceCall(sql, reader, id, parseForm(form, stepForm).version, now);
      return goTo(`/pilots/calls/${id}`);
    case 'cancel':
      await cancelCall(sql, reader, id, parseForm(form, cancelForm), now);
      return goTo(`/pilots/calls/${id}`);
    case 'discard':
      await discardCall(sql, reader, id, parseForm(form, stepForm).version);
      return goTo('/pilots');
    default:
      throw refuse('invalid', 'shared:errors.unreadable-form');
  }
  return goTo(`/pilots/calls/${id}/edit`);
});

export const meta = titled;

export const shouldRevalidate = rereadAfterConflict;

export default function Prepare() {
  return <PreparePage data={useLoaderData<typeof loader>().data} />;
}
