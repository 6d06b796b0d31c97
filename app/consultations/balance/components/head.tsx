import { useTranslation } from 'react-i18next';
import { sectorNameKey } from '../../../organisations/sectors';
import { directionOf } from '../../../shared/languages';
import { Way } from '../../../shared/ui/way';

/** Where one is: the consultation, and the panel beside it. */
export function Crumb({
  of,
  within = false,
}: {
  of: { id: number; path: string; title: string; titleLanguage: string };
  /** Below the panel, and not the panel itself. */
  within?: boolean;
}) {
  const { t } = useTranslation('balance');
  return (
    <p className="crumb">
      <Way to={of.path} lang={of.titleLanguage} dir={directionOf(of.titleLanguage)}>
        {of.title}
      </Way>
      {within && (
        <>
          {' › '}
          <Way to={`/consultations/${of.id}/balance`}>{t('title')}</Way>
        </>
      )}
    </p>
  );
}

export function SectorName({ sector }: { sector: string }) {
  const { t } = useTranslation('balance');
  return <>{t(sectorNameKey(sector as Parameters<typeof sectorNameKey>[0]))}</>;
}

export function useSectorName(): (sector: string) => string {
  const { t } = useTranslation('balance');
  return (sector) => t(sectorNameKey(sector as Parameters<typeof sectorNameKey>[0]));
}

/** A share in whole per cent, in the figures of the language. */
export function usePercent(): (share: number) => string {
  const { i18n } = useTranslation('balance');
  const format = new Intl.NumberFormat(i18n.language === 'ar' ? 'ar-u-nu-latn' : i18n.language, { style: 'percent' });
  return (share) => format.format(share);
}
