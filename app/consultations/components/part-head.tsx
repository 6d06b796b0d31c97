import { useTranslation } from 'react-i18next';
import { Way } from '../../shared/ui/way';
import type { ConsultationPageData } from '../page.server';
import { Feeds } from './feeds';

export interface PartHeadData {
  path: string;
  title: string;
  textLanguage: string;
  feeds: ConsultationPageData['feeds'];
}

/** Above a page that belongs to a consultation: the way back to it, and what it will feed. */
export function PartHead({ of }: { of: PartHeadData }) {
  const { t } = useTranslation('consultations');
  return (
    <>
      <p className="crumb">
        <Way to="/consultations">{t('title')}</Way> ›{' '}
        <Way to={of.path} lang={of.textLanguage}>
          {of.title}
        </Way>
      </p>
      <Feeds feeds={of.feeds} />
    </>
  );
}
