import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Button, Checkbox, DeedForm, Select } from '../../shared/ui/form';
import { Time } from '../../shared/ui/time';
import { digestEvery, levels, ways } from '../notice';
import type { Followed, FollowingView } from '../queries/following.server';
import { Stopped } from './notices-page';

export interface FollowingProps extends FollowingView {
  zone: string;
  /** What was done just now, in words. */
  done: string | null;
}

/** All that somebody follows and how they hear of it, on one page. */
export function FollowingPage({ followed, done, stopped, ...view }: FollowingProps) {
  const { t } = useTranslation('notices');
  return (
    <div className="narrow">
      <p className="crumb">
        <Link to="/notices">{t('title')}</Link>
      </p>
      <h1>{t('following.title')}</h1>
      <p className="lede">{t('following.lede')}</p>
      {done && (
        <p className="notice good" role="status">
          {done}
        </p>
      )}
      {stopped && <Stopped />}
      <section aria-labelledby="followed">
        <h2 id="followed">{t('following.list')}</h2>
        {followed.length === 0 ? (
          <p className="empty">{t('following.empty')}</p>
        ) : (
          <ul className="list">
            {followed.map((f) => (
              <Item key={`${f.activity}-${f.id}`} followed={f} />
            ))}
          </ul>
        )}
      </section>
      <Levels />
      <Defaults {...view} />
      <MailForm {...view} />
    </div>
  );
}

function useLevels() {
  const { t } = useTranslation('notices');
  return levels.map((value) => ({ value, label: t(`level.${value}`) }));
}

function Item({ followed: f }: { followed: Followed }) {
  const { t } = useTranslation('notices');
  const options = useLevels();
  const deed = `follow-${f.activity}-${f.id}`;
  const title = f.title ?? t(`following.gone.${f.activity}`);
  return (
    <li>
      <h3>
        {f.path ? (
          <Link to={f.path} lang={f.language ?? undefined}>
            <bdi>{title}</bdi>
          </Link>
        ) : (
          title
        )}
      </h3>
      <p className="meta">
        <span>{t(`activity.${f.activity}`)}</span>
        {!f.chosen && <span>{t('following.by-default')}</span>}
      </p>
      <DeedForm deed={deed} className="row">
        <input type="hidden" name="activity" value={f.activity} />
        <input type="hidden" name="id" value={f.id} />
        <Select deed={deed} name="level" label={t('follow.label')} value={f.level} options={options} />
        <Button>
          {t('follow.save')}
          <span className="unseen">: {title}</span>
        </Button>
      </DeedForm>
    </li>
  );
}

/** What the four words mean. */
function Levels() {
  const { t } = useTranslation('notices');
  return (
    <details className="fold">
      <summary>{t('following.levels')}</summary>
      <dl className="record">
        {levels.map((level) => (
          <div key={level}>
            <dt>{t(`level.${level}`)}</dt>
            <dd>{t(`level-means.${level}`)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

function Defaults({ defaults }: Pick<FollowingView, 'defaults'>) {
  const { t } = useTranslation('notices');
  const options = useLevels();
  const deed = 'defaults';
  return (
    <section aria-labelledby="defaults">
      <h2 id="defaults">{t('defaults.title')}</h2>
      <p>{t('defaults.text')}</p>
      <DeedForm deed={deed} className="stack">
        {ways.map((way) => (
          <Select
            key={way}
            deed={deed}
            name={way}
            label={t(`defaults.${way}`)}
            value={defaults[way]}
            options={options}
          />
        ))}
        <div className="actions">
          <Button>{t('defaults.save')}</Button>
        </div>
      </DeedForm>
    </section>
  );
}

function MailForm({ time, newsSince, zone }: Pick<FollowingProps, 'time' | 'newsSince' | 'zone'>) {
  const { t } = useTranslation('notices');
  const deed = 'mail';
  const hours = Array.from({ length: 24 }, (_, h) => ({ value: String(h), label: `${String(h).padStart(2, '0')}:00` }));
  const days = [1, 2, 3, 4, 5, 6, 7].map((d) => ({ value: String(d), label: t(`mail.day.${d}`) }));
  return (
    <section aria-labelledby="mail">
      <h2 id="mail">{t('mail.title')}</h2>
      <DeedForm deed={deed} className="stack">
        <Select
          deed={deed}
          name="digest"
          label={t('mail.digest')}
          value={time.digest}
          options={digestEvery.map((value) => ({ value, label: t(`mail.every.${value}`) }))}
        />
        <Select
          deed={deed}
          name="digestHour"
          label={t('mail.hour')}
          hint={t('mail.zone', { zone })}
          value={String(time.digestHour)}
          options={hours}
        />
        <Select
          deed={deed}
          name="digestWeekday"
          label={t('mail.weekday')}
          value={String(time.digestWeekday)}
          options={days}
        />
        <Checkbox name="news" label={t('news.consent')} hint={t('news.consent-hint')} checked={newsSince !== null} />
        {newsSince && (
          <p className="hint">
            {t('news.since')} <Time at={newsSince} zone={zone} style="date" />
          </p>
        )}
        <div className="actions">
          <Button>{t('mail.save')}</Button>
        </div>
      </DeedForm>
    </section>
  );
}
