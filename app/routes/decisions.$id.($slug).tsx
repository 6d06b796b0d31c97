import { useLoaderData } from '@remix-run/react';
import { takeBackComment } from '~/decisions/commands/commenting.server';
import { commentOnProposal, settleObjection, takePosition } from '~/decisions/commands/positions.server';
import { takeUpProposal } from '~/decisions/commands/taking-up.server';
import { protestAmendment } from '~/decisions/commands/texts.server';
import { DecisionPage } from '~/decisions/components/decision-page';
import { commentForm, positionForm, protestForm, settleForm, takeBackForm, takeUpForm } from '~/decisions/forms';
import { loadDecision } from '~/decisions/page.server';
import { active, deed, goTo, idOf, page, parseForm } from '~/shared/edge.server';
import { refuse } from '~/shared/refusal';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => {
  const data = await loadDecision(asked);
  return { title: data.title, data };
});

/** Each form names its deed with the id of what it is about, so that a refusal stands above the right one of several. */
export const action = deed(async (asked) => {
  const { sql, form } = asked;
  const reader = active(asked);
  const id = idOf(asked.params.id);
  await asked.limit('write', String(reader.id));
  const now = asked.now();
  switch ((form.typed.deed ?? '').split('-')[0]) {
    case 'position':
      await takePosition(sql, reader, id, parseForm(form, positionForm), now);
      return goTo(`/decisions/${id}#positions`);
    case 'settle':
      await settleObjection(sql, reader, id, parseForm(form, settleForm), now);
      return goTo(`/decisions/${id}#objections`);
    case 'protest':
      await protestAmendment(sql, reader, id, parseForm(form, protestForm), now);
      return goTo(`/decisions/${id}#amendments`);
    case 'comment':
      await commentOnProposal(sql, reader, id, parseForm(form, commentForm), now);
      return goTo(`/decisions/${id}${form.typed.objection ? '#objections' : '#comments'}`);
    case 'take':
      return goTo(`/decisions/${await takeUpProposal(sql, reader, id, parseForm(form, takeUpForm), now)}/prepare`);
    case 'back': {
      const input = parseForm(form, takeBackForm);
      await takeBackComment(sql, reader, id, input, now);
      return goTo(`/decisions/${id}#comment-${input.comment}`);
    }
    default:
      throw refuse('invalid', 'shared:errors.unreadable-form');
  }
});

export const meta = titled;

export const shouldRevalidate = rereadAfterConflict;

export default function Decision() {
  return <DecisionPage data={useLoaderData<typeof loader>().data} />;
}
