import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { Refusal } from '../refusal';
import { subjectsOf } from '../subjects';

/** A page that could not be shown: what happened, what is kept, what to do. */
export function Apology({ status, refusal }: { status: number; refusal: Refusal | undefined }) {
  const { t } = useTranslation('shared');
  useTranslation(subjectsOf([refusal?.message]));
  const kind = status === 404 ? 'not-found' : status === 429 ? 'too-much' : status < 500 ? 'refused' : 'broken';
  return (
    <div className="narrow">
      <h1>{t(`apology.${kind}.title`)}</h1>
      <p className="lede">
        {refusal && kind !== 'not-found' ? t(refusal.message, refusal.values) : t(`apology.${kind}.text`)}
      </p>
      <p>
        <Link to="/">{t('apology.home')}</Link>
      </p>
    </div>
  );
}
