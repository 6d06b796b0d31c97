import { useTranslation } from 'react-i18next';

export default function Index() {
  const { t } = useTranslation('forms');
  return <h1>{t('title')}</h1>;
}
