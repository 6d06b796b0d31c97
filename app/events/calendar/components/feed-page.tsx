import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, DeedForm } from '../../../shared/ui/form';
import { Time } from '../../../shared/ui/time';
import type { ReminderChoice } from '../reminders';
import { RemindersForm } from './reminders-form';

export interface FeedPageData {
  feed: { madeAt: string; readAt: string | null } | null;
  reminders: ReminderChoice;
  zone: string;
  /** A key for the form that makes an address: sent twice, it makes one. */
  once: string;
  /** What was done just now, in words. */
  done: string | null;
}

/** The address that was made just now; null where the same form had made it before, and it was shown then. */
export interface MadeFeed {
  made: { address: string; webcal: string; google: string } | null;
}

export function FeedPage({ data, answer }: { data: FeedPageData; answer: MadeFeed | undefined }) {
  const { t } = useTranslation('calendar');
  const { feed, done, zone } = data;
  return (
    <div className="narrow">
      <h1>{t('feed.title')}</h1>
      {done && !answer && (
        <p className="notice good" role="status">
          {done}
        </p>
      )}
      <p className="lede">{t('feed.lede')}</p>
      {answer?.made && <Made {...answer.made} />}
      {answer?.made === null && (
        <p className="notice" role="status">
          {t('feed.already')}
        </p>
      )}
      {feed && (
        <dl className="record">
          <dt>{t('feed.made')}</dt>
          <dd>
            <Time at={feed.madeAt} zone={zone} />
          </dd>
          <dt>{t('feed.read')}</dt>
          <dd>{feed.readAt ? <Time at={feed.readAt} zone={zone} /> : t('feed.never')}</dd>
        </dl>
      )}
      <p>{t('feed.holds')}</p>
      <p>{t('feed.secret')}</p>
      <DeedForm deed="make" className="stack">
        <input type="hidden" name="once" value={data.once} />
        {feed && <p className="hint">{t('feed.renew-hint')}</p>}
        <div className="actions">
          <Button primary={!feed}>{feed ? t('feed.renew') : t('feed.make')}</Button>
        </div>
      </DeedForm>
      {feed && (
        <DeedForm deed="revoke">
          <div className="actions">
            <Button>{t('feed.revoke')}</Button>
          </div>
        </DeedForm>
      )}
      <Reminders {...data.reminders} />
    </div>
  );
}

/** Shown once. It is a field, so that it can be chosen and copied without scripts too. */
function Made({ address, webcal, google }: NonNullable<MadeFeed['made']>) {
  const { t } = useTranslation('calendar');
  return (
    <div className="notice good stack" role="status">
      <p>{t('feed.shown')}</p>
      <div className="field">
        <label htmlFor="feed-address">{t('feed.address')}</label>
        <input id="feed-address" type="text" readOnly dir="ltr" value={address} autoComplete="off" />
      </div>
      <p className="actions">
        <a className="primary" href={webcal}>
          {t('feed.open')}
        </a>
        <a className="plain" href={google} rel="noreferrer">
          {t('feed.google')}
        </a>
        <Copy text={address} />
      </p>
    </div>
  );
}

/** Only where scripts run: without them the field above is there to be copied from. */
function Copy({ text }: { text: string }) {
  const { t } = useTranslation('calendar');
  const [runs, setRuns] = useState(false);
  const [copied, setCopied] = useState(false);
  useEffect(() => setRuns(typeof navigator.clipboard !== 'undefined'), []);
  if (!runs) return null;
  return (
    <button
      type="button"
      className="plain"
      onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
    >
      {copied ? t('feed.copied') : t('feed.copy')}
    </button>
  );
}

function Reminders(choice: ReminderChoice) {
  const { t } = useTranslation('calendar');
  return (
    <section aria-labelledby="reminders">
      <h2 id="reminders">{t('reminders.title')}</h2>
      <p>{t('reminders.hint')}</p>
      <RemindersForm {...choice} />
    </section>
  );
}
