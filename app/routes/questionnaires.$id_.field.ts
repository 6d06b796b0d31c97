import { saveAnswers } from '~/questionnaires/answering.server';
import { limitKey, sentIn } from '~/questionnaires/answering-deed.server';
import { comerOf } from '~/questionnaires/page.server';
import { checkMadeFor, deed, idOf, retryAfter, statusOf } from '~/shared/edge.server';
import { isRefusal } from '~/shared/refusal';

/** Keeps what is being typed, and says what the page is made with now, in JSON: asked by the script of the form. */
export const action = deed(async (asked) => {
  try {
    checkMadeFor(asked);
    await asked.limit('write', limitKey(asked));
    const sent = await sentIn(asked);
    return Response.json(await saveAnswers(asked.sql, comerOf(asked), idOf(asked.params.id), sent, asked.now()));
  } catch (e) {
    if (!isRefusal(e) || e.kind === 'not-found') throw e;
    const said = (asked.t as (key: string, values?: object) => string)(e.message, e.values);
    return Response.json({ said }, { status: statusOf(e), headers: retryAfter(e) });
  }
});
