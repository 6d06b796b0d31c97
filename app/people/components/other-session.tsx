import { useTranslation } from 'react-i18next';

/** Before a link of one person is followed in a browser where another is signed in: who that is, and what happens. */
export function OtherSession({ name }: { name: string | null }) {
  const { t } = useTranslation('people');
  return name === null ? null : <p className="notice">{t('other-session', { name: `\u2068${name}\u2069` })}</p>;
}
