import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Way } from '../../shared/ui/way';
import type { Called } from '../page.server';

/** A member, in short, with the way to its record; or that there is none. */
export function Member({ of }: { of: Called | null }) {
  const { t } = useTranslation('committee');
  if (!of) return <>{t('nobody')}</>;
  return (
    <Way to={`/organisations/${of.handle}`}>
      <bdi lang={of.language}>{of.name}</bdi>
    </Way>
  );
}

/** Where one is, below the committee's own page. */
export function Crumb() {
  const { t } = useTranslation('committee');
  return (
    <p className="crumb">
      <Way to="/committee">{t('title')}</Way>
    </p>
  );
}

/** A proposal by its title, with the way to it. */
export function ProposalLink({ id, title, language }: { id: number; title: string; language: string }) {
  return (
    <Way to={`/decisions/${id}`}>
      <bdi lang={language}>{title}</bdi>
    </Way>
  );
}

/** A table that is called by the heading with this id. */
export function Wide({ by, children }: { by: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls on a phone, and a keyboard must be able to scroll it
    <section className="table" aria-labelledby={by} tabIndex={0}>
      {children}
    </section>
  );
}

/** From the page of an event of this kind to what the committee works on there. */
export function MeetingWay({ event }: { event: number }) {
  const { t } = useTranslation('committee');
  return (
    <p className="actions">
      <Way className="plain" to={`/committee/meetings/${event}`}>
        {t('meeting.way')}
      </Way>
    </p>
  );
}
