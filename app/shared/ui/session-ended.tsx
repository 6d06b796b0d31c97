import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { heldEvent } from '../page-reader';
import { SignInBeside } from './form/deed-form';

/** Above a page that stays as it is, since something is typed on it and the session for which it was made has ended. */
export function SessionEnded() {
  const { t } = useTranslation('shared');
  const [held, setHeld] = useState(false);
  useEffect(() => {
    const hear = (e: Event) => setHeld((e as CustomEvent<boolean>).detail);
    window.addEventListener(heldEvent, hear);
    return () => window.removeEventListener(heldEvent, hear);
  }, []);
  if (!held) return null;
  return (
    <div className="notice" role="alert">
      <p>{t('frame.session-ended')}</p>
      <SignInBeside />
    </div>
  );
}
