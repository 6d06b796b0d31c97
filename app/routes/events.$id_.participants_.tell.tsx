import { useLoaderData } from '@remix-run/react';
import { TellPage } from '~/events/registration/components/tell-page';
import { readForTelling, tellRegistered } from '~/events/registration/telling.server';
import { deed, goTo, idOf, page, signedIn } from '~/shared/edge.server';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

export const loader = page(async (asked) => {
  const reader = signedIn(asked);
  const { sql, params, language, t } = asked;
  const { event, telling, why } = await readForTelling(sql, reader, idOf(params.id), language, asked.now());
  const kind = event.survivorSpeaks ? 'discreet' : 'told';
  return {
    title: `${t('registration:tell.title')} · ${event.title}`,
    event: {
      id: event.id,
      path: `/events/${event.id}/${event.slug}`,
      title: event.title,
      titleLanguage: event.titleLanguage,
    },
    telling: { ...telling, toldAt: telling.toldAt?.toISOString() ?? null },
    why: why ?? null,
    /** As it goes out in this reader's language; each gets it in their own. */
    letter: {
      subject: t(`mail:registration.${kind}.subject`, { title: event.title }),
      texts:
        event.readers === 'public' || kind === 'discreet'
          ? [
              t(`mail:registration.${kind}.text`),
              ...(kind === 'told' && telling.forms > 0 ? [t('mail:registration.told.form')] : []),
            ]
          : [],
      link: t(`mail:registration.${kind}.link`),
    },
    zone: reader.timeZone,
  };
});

export const meta = titled;

export const action = deed(async (asked) => {
  const reader = signedIn(asked);
  const event = idOf(asked.params.id);
  await asked.limit('write', String(reader.id));
  await tellRegistered(asked.sql, reader, event, asked.now());
  return goTo(`/events/${event}/participants/tell`);
});

export const shouldRevalidate = rereadAfterConflict;

export default function Tell() {
  return <TellPage {...useLoaderData<typeof loader>()} />;
}
