import { keepDraft } from '~/discussions/drafts.server';
import { draftForm } from '~/discussions/forms';
import { deed, idOf, parseAsTyped, signedIn, statusOf } from '~/shared/edge.server';
import { isRefusal } from '~/shared/refusal';

/**
 * Keeps what is being typed, and says of when it is, in JSON: asked by the composer's script. Without scripts the form's
 * own button keeps a draft.
 */
export const action = deed(async (asked) => {
  try {
    const reader = signedIn(asked);
    await asked.limit('write', String(reader.id));
    const draft = { discussion: idOf(asked.params.id), ...parseAsTyped(asked.form, draftForm) };
    return Response.json(await keepDraft(asked.sql, reader, draft));
  } catch (e) {
    if (!isRefusal(e) || e.kind === 'not-found') throw e;
    return Response.json(e, { status: statusOf(e) });
  }
});
