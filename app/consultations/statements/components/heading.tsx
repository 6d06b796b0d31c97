import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { directionOf } from '../../../shared/languages';
import { Way } from '../../../shared/ui/way';
import type { Head } from '../views';

/** Where one is: which consultation, and which of the pages of its statements. */
export function StatementsHeading({
  head,
  title,
  above = true,
  children,
}: {
  head: Head;
  title: string;
  /** False on the page of the statements themselves. */
  above?: boolean;
  children?: ReactNode;
}) {
  const { t } = useTranslation('statements');
  return (
    <header>
      <p className="crumb">
        <Way to={head.path} lang={head.titleLanguage} dir={directionOf(head.titleLanguage)}>
          {head.title}
        </Way>
        {above && (
          <>
            {' › '}
            <Way to={`/consultations/${head.id}/statements`}>{t('title')}</Way>
          </>
        )}
      </p>
      <h1>{title}</h1>
      {children}
    </header>
  );
}
