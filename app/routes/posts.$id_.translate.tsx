import { type MetaFunction, useLoaderData } from '@remix-run/react';
import { Translate } from '~/facilitation/components/translate';
import { removalForm, translationForm } from '~/facilitation/forms';
import { readPostToModerate } from '~/facilitation/queries.server';
import { subjectView } from '~/facilitation/subject';
import { removeTranslation, translatePost } from '~/facilitation/translating.server';
import { deed, goTo, idOf, page, parseForm, signedIn } from '~/shared/edge.server';
import { contentLanguages, isContentLanguage } from '~/shared/languages';
import { refuse } from '~/shared/refusal';
import { rereadAfterConflict } from '~/shared/reread';

export const loader = page(async (asked) => {
  const reader = signedIn(asked);
  const post = await readPostToModerate(asked.sql, reader, idOf(asked.params.id), asked.language, 'translate');
  const wanted = [asked.url.searchParams.get('language'), asked.language, ...contentLanguages];
  return {
    post: subjectView(post),
    translations: post.translations,
    language: wanted.filter(isContentLanguage).find((language) => language !== post.language)!,
    zone: reader.timeZone,
    title: asked.t('facilitation:translate.title'),
  };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ''} · Plenary` }];

export const action = deed(async (asked) => {
  const { sql, form } = asked;
  const reader = signedIn(asked);
  const post = idOf(asked.params.id);
  await asked.limit('write', String(reader.id));
  if (form.typed.deed === 'translate') {
    await translatePost(sql, reader, { post, ...parseForm(form, translationForm) }, asked.now());
    return goTo(`/posts/${post}`);
  }
  if (form.typed.deed !== 'remove') throw refuse('invalid', 'shared:errors.unreadable-form');
  await removeTranslation(sql, reader, { post, ...parseForm(form, removalForm) });
  return goTo(`/posts/${post}/translate`);
});

export const shouldRevalidate = rereadAfterConflict;

export default function TranslatePage() {
  return <Translate {...useLoaderData<typeof loader>()} />;
}
