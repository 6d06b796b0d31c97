import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { contentLanguages, nameOfLanguage } from '../../languages';
import { Fold } from '../fold';
import { Button, DeedForm, TextArea } from '../form';
import { Version } from '../standing-now';

/** The languages in which there are texts, and those in which there could be. The own one has the plain address. */
export function TextVersions({
  path,
  own,
  language,
  versions,
}: {
  path: string;
  own: string;
  /** That which is on the screen. */
  language: string;
  versions: string[];
}) {
  const { t } = useTranslation('preparing');
  const to = (l: string) => (l === own ? path : `${path}?language=${l}`);
  const current = (l: string) => (l === language ? ('true' as const) : undefined);
  return (
    <nav className="filters" aria-label={t('versions')}>
      {versions.map((l) => (
        <Link key={l} to={to(l)} aria-current={current(l)} lang={l}>
          {nameOfLanguage(l)}
        </Link>
      ))}
      {contentLanguages
        .filter((l) => !versions.includes(l))
        .map((l) => (
          <Link key={l} to={to(l)} aria-current={current(l)}>
            {t('add-version', { language: nameOfLanguage(l) })}
          </Link>
        ))}
    </nav>
  );
}

/** What can be done with a whole that is prepared: children are the steps that stand open now. */
export function Steps({ children }: { children: ReactNode }) {
  const { t } = useTranslation('preparing');
  return (
    <section className="stack">
      <h2>{t('steps')}</h2>
      {children}
    </section>
  );
}

/** The two ways on from a draft: its audience sees it from now on, or it is deleted. The hints say what that means here. */
export function AnnounceOrDiscard({
  action,
  version,
  announcing,
  discarding,
}: {
  action: string;
  version: number;
  announcing: ReactNode;
  discarding: string;
}) {
  const { t } = useTranslation('preparing');
  return (
    <>
      <DeedForm deed="announce" action={action}>
        {announcing}
        <Button primary>{t('announce')}</Button>
      </DeedForm>
      <Fold deeds={['discard']} summary={t('discard')}>
        <DeedForm deed="discard" action={action}>
          <p>{discarding}</p>
          <Version deed="discard" now={version} />
          <Button danger>{t('discard-go')}</Button>
        </DeedForm>
      </Fold>
    </>
  );
}

/** It does not take place: for good, and with a reason that stands on its page in its own language. */
export function Cancel({
  action,
  version,
  words,
}: {
  action: string;
  version: number;
  words: { summary: string; hint: string; reasonHint: string; go: string };
}) {
  const { t } = useTranslation('preparing');
  return (
    <Fold deeds={['cancel']} summary={words.summary}>
      <DeedForm deed="cancel" action={action}>
        <p>{words.hint}</p>
        <Version deed="cancel" now={version} />
        <TextArea deed="cancel" name="reason" label={t('reason')} hint={words.reasonHint} rows={3} required />
        <Button danger>{words.go}</Button>
      </DeedForm>
    </Fold>
  );
}
