import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { openPlace } from '~/events/live/guests.server';
import { LinkPage } from '~/events/registration/components/link-page';
import { deedOnOwn } from '~/events/registration/own-deeds.server';
import { loadOwnPage } from '~/events/registration/page.server';
import { confirmRegistration } from '~/events/registration/registering.server';
import { type Asked, deed, goTo, page } from '~/shared/edge.server';
import { isLanguageChosen, languageCookie } from '~/shared/language-cookie';
import { isLanguage } from '~/shared/languages';
import { rereadAfterConflict } from '~/shared/reread';
import { titled } from '~/shared/title';

/** One's own registration, by the link of a mail. Looking changes nothing: mail scanners follow links. */
export const loader = page(async (asked) => {
  const said = asked.url.searchParams;
  const token = said.get('token');
  const own = token ? await loadOwnPage(asked, { token }) : null;
  const chosen = own?.own?.language;
  // Whoever has no account goes on in the language they registered in; one that was chosen in this browser holds.
  if (
    !asked.reader &&
    isLanguage(chosen) &&
    chosen !== asked.language &&
    !isLanguageChosen(asked.url, cookies(asked))
  ) {
    said.set('lang', chosen);
    throw goTo(`/registrations?${said}`, { 'Set-Cookie': languageCookie(chosen, asked.secureCookies) });
  }
  const withdrawn = said.has('withdrawn');
  const status = own || withdrawn ? 200 : 410;
  return data(
    { title: asked.t('registration:title'), data: own, withdrawn },
    { status, headers: { 'Cache-Control': 'private, no-store' } },
  );
});

const cookies = ({ request }: Asked) => request.headers.get('cookie');

export const meta = titled;

export const action = deed(async (asked) => {
  const { sql, form, limit, from, url } = asked;
  const token = url.searchParams.get('token');
  await limit('sign-in', from);
  if (form.typed.deed === 'confirm') {
    await confirmRegistration(sql, token, asked.now());
  } else if (form.typed.deed === 'take-part') {
    const { event, cookie } = await openPlace(sql, token, asked.now(), asked.secureCookies);
    return goTo(`/events/${event}/live`, { 'Set-Cookie': cookie });
  } else if ((await deedOnOwn(asked, { token })) === 'withdrawn') {
    return goTo('/registrations?withdrawn=yes');
  }
  const { language } = form.typed;
  const follows = form.typed.deed === 'settings' && !asked.reader && isLanguage(language);
  const headers = follows ? { 'Set-Cookie': languageCookie(language, asked.secureCookies) } : undefined;
  return goTo(`/registrations?token=${encodeURIComponent(token ?? '')}`, headers);
});

export const shouldRevalidate = rereadAfterConflict;

export default function Registrations() {
  return <LinkPage {...useLoaderData<typeof loader>()} />;
}
