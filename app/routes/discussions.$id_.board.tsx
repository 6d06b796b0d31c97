import { type MetaFunction, useLoaderData } from '@remix-run/react';
import { readBoard } from '~/facilitation/board.server';
import { Board } from '~/facilitation/components/board';
import { keepPost } from '~/facilitation/flags.server';
import { boardDeed, reasonForm } from '~/facilitation/forms';
import { hidePost, letThrough } from '~/facilitation/moderation.server';
import { placeName } from '~/organisations/places';
import { deed, goTo, idOf, page, parseForm, signedIn } from '~/shared/edge.server';
import { refuse } from '~/shared/refusal';
import { rereadAfterConflict } from '~/shared/reread';

export const loader = page(async (asked) => {
  const { sql, reader, params, language, t } = asked;
  const id = idOf(params.id);
  const { board, ruled } = await readBoard(sql, reader, id, language);
  return {
    id,
    board: { ...board, silentRegions: board.silentRegions.map((region) => placeName(region, language)) },
    moderation: ruled.moderation,
    zone: reader?.timeZone ?? ruled.timeZone,
    now: asked.now().toISOString(),
    title: `${t('facilitation:board.title')} · ${board.title}`,
  };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ''} · Plenary` }];

export const action = deed(async (asked) => {
  const { sql, form, params } = asked;
  const reader = signedIn(asked);
  await asked.limit('write', String(reader.id));
  const [, what, id] = boardDeed.exec(form.typed.deed ?? '') ?? [];
  const post = Number(id);
  const now = asked.now();
  if (what === 'let-through') await letThrough(sql, reader, post, now);
  else if (what === 'keep') await keepPost(sql, reader, post, now);
  else if (what === 'hide' || what === 'refuse')
    await hidePost(sql, reader, { post, ...parseForm(form, reasonForm) }, now, what);
  else throw refuse('invalid', 'shared:errors.unreadable-form');
  return goTo(`/discussions/${idOf(params.id)}/board`);
});

export const shouldRevalidate = rereadAfterConflict;

export default function BoardPage() {
  return <Board {...useLoaderData<typeof loader>()} />;
}
