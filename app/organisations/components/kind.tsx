import { useTranslation } from 'react-i18next';

/** Sector and detail in words. */
export function Kind({ sector, detail }: { sector: string; detail: string | null }) {
  const { t } = useTranslation('sectors');
  return (
    <>
      {t(`${sector}.name`)}
      {detail && ` · ${t(`${sector}.${detail}`)}`}
    </>
  );
}
