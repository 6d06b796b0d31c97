import { type MetaFunction, useLoaderData } from '@remix-run/react';
import { dropWaiting, postWaiting } from '~/notices/replying/commands.server';
import { WaitingReply } from '~/notices/replying/components/waiting-reply';
import { waitingForm } from '~/notices/replying/forms';
import { readWaiting } from '~/notices/replying/queries.server';
import { deed, goTo, idOf, page, parseForm, signedIn } from '~/shared/edge.server';
import { contentLanguages } from '~/shared/languages';
import { refuse } from '~/shared/refusal';
import { rereadAfterConflict } from '~/shared/reread';

export const loader = page(async (asked) => {
  const reader = signedIn(asked);
  const reply = await readWaiting(asked.sql, reader, idOf(asked.params.id), asked.language);
  const language = contentLanguages.find((l) => l === reader.language) ?? contentLanguages[0];
  return { reply, language, zone: reader.timeZone, title: asked.t('replies:title') };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ''} · Plenary` }];

export const action = deed(async (asked) => {
  const reader = signedIn(asked);
  const id = idOf(asked.params.id);
  // For its refusal of what is somebody else's.
  const { discussion } = await readWaiting(asked.sql, reader, id, asked.language);
  if (asked.form.typed.deed === 'discard') {
    await dropWaiting(asked.sql, reader, id);
    return goTo('/for-you');
  }
  if (asked.form.typed.deed !== 'post' || !discussion) throw refuse('invalid', 'shared:errors.field');
  await asked.limit('post', String(reader.id));
  const typed = parseForm(asked.form, waitingForm);
  const post = await postWaiting(asked.sql, reader, { id, ...typed }, asked.now());
  return goTo(`/posts/${post}`);
});

export const shouldRevalidate = rereadAfterConflict;

export default function Reply() {
  return <WaitingReply {...useLoaderData<typeof loader>()} />;
}
