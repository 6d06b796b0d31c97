import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Button, DeedForm } from '../../shared/ui/form';
import type { Activity } from '../notice';

export interface LeaveProps {
  of: Activity | 'news' | 'digest';
  /** Its title, where everyone may know it. */
  title: string | null;
  /** Otherwise there is nothing that could be chosen again. */
  hasAccount: boolean;
  done: boolean;
}

/** Where a link in a mail leads: nothing ends until the button is pressed, since programs open links to look at them. */
export function LeavePage({ of, title, hasAccount, done }: LeaveProps) {
  const { t } = useTranslation('notices');
  return (
    <div className="narrow">
      <h1>{t(done ? 'leave.done' : 'leave.title')}</h1>
      <p className="lede">{t(`leave.of.${of}`)}</p>
      {title && (
        <p>
          <bdi>{title}</bdi>
        </p>
      )}
      {!done && (
        <DeedForm deed="leave">
          <Button primary>{t('leave.button')}</Button>
        </DeedForm>
      )}
      {done && hasAccount && (
        <p>
          {t('leave.back')} <Link to="/notices/following">{t('following.title')}</Link>
        </p>
      )}
    </div>
  );
}
