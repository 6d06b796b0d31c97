import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { directionOf } from '../../../shared/languages';
import { Way } from '../../../shared/ui/way';
import type { SessionState } from '../session';
import type { SessionHead } from '../views';

const looks = { prepared: 'draft', running: 'open', ended: 'closed', cancelled: 'hidden' } as const;

/** Where one is: of which consultation and at which event, and how it stands. */
export function SessionHeading({
  head,
  title,
  state,
  children,
}: {
  head: SessionHead;
  title: string;
  state: SessionState;
  children?: ReactNode;
}) {
  const { t } = useTranslation('session');
  const { consultation } = head;
  return (
    <header>
      <p className="crumb">
        <Way to={consultation.path} lang={consultation.language} dir={directionOf(consultation.language)}>
          {consultation.title}
        </Way>{' '}
        ›{' '}
        <Way to={head.path} lang={head.titleLanguage} dir={directionOf(head.titleLanguage)}>
          {head.title}
        </Way>
        {children}
      </p>
      <p data-live-part="state">
        <span className={`state ${looks[state]}`}>{t(`state.${state}`)}</span>
      </p>
      <h1>{title}</h1>
    </header>
  );
}
