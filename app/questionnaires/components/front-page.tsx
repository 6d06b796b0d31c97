import { Link } from '@remix-run/react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Feeds } from '../../consultations/components/feeds';
import { Button, DeedForm } from '../../shared/ui/form';
import { Time } from '../../shared/ui/time';
import { forgetOnDevice } from '../on-device';
import type { Front, Head } from '../page.server';
import { Paragraphs } from './said';

/** Where one is: what it is about, and the questionnaire itself where this is a page of it. */
export function Crumb({ head, way = '', within = true }: { head: Head; way?: string; within?: boolean }) {
  const { t } = useTranslation('questionnaires');
  return (
    <>
      <p className="crumb">
        {head.subject ? (
          <Link to={head.subject.path} lang={head.subject.language}>
            <bdi>{head.subject.title}</bdi>
          </Link>
        ) : (
          <Link to="/questionnaires">{t('title')}</Link>
        )}
        {within && (
          <>
            {' › '}
            <Link to={`/questionnaires/${head.id}${way ? `?${way}` : ''}`} lang={head.language}>
              <bdi>{head.title || t('untitled')}</bdi>
            </Link>
          </>
        )}
      </p>
      {head.subject?.feeds && <Feeds feeds={head.subject.feeds} />}
    </>
  );
}

/** What one is asked, for whom it is and what becomes of it, before one begins. */
export function FrontPage({ data }: { data: Front }) {
  const { t } = useTranslation('questionnaires');
  const { id, way, mine } = data;
  const done = data.sent && mine === 'sent' && data.keep ? data.keep : undefined;
  useEffect(() => {
    if (done) forgetOnDevice(done);
  }, [done]);
  const to = (page: string) => `/questionnaires/${id}${page}${way ? `?${way}` : ''}`;
  return (
    <div className="narrow stack" data-answers-done={done}>
      <Crumb head={data} within={false} />
      <p>
        <span className={`state ${data.state}`}>{t(`state.${data.state}`)}</span>
      </p>
      <h1 lang={data.language} dir="auto">
        {data.title || t('untitled')}
      </h1>
      {data.sent && mine === 'sent' && (
        <div className="notice good" role="status">
          <p>{t('front.sent')}</p>
          {data.dropped > 0 && <p>{t('front.dropped', { count: data.dropped })}</p>}
        </div>
      )}
      <Paragraphs text={data.introduction} language={data.language} />
      <dl className="record">
        <div>
          <dt>{t('front.who')}</dt>
          <dd>{t(`answerers.${data.answerers}`)}</dd>
        </div>
        <div>
          <dt>{t('front.names')}</dt>
          <dd>{t(data.anonymous ? 'front.anonymous' : `front.named-${data.answerers}`)}</dd>
        </div>
        <div>
          <dt>{t('front.figures')}</dt>
          <dd>{t(data.publicResults ? 'front.figures-public' : 'front.figures-preparers')}</dd>
        </div>
        {data.opens && data.state === 'announced' && (
          <div>
            <dt>{t('front.opens')}</dt>
            <dd>
              <Time at={data.opens} zone={data.zone} />
            </dd>
          </div>
        )}
        {data.closes && (
          <div>
            <dt>{t('front.closes')}</dt>
            <dd>
              <Time at={data.closes} zone={data.zone} />
            </dd>
          </div>
        )}
      </dl>
      <WayIn data={data} />
      <p className="actions">
        {data.published && <a href={`/questionnaires/${id}.docx${way ? `?${way}` : ''}`}>{t('front.printable')}</a>}
        {data.mayReadResults && <Link to={to('/results')}>{t('results.title')}</Link>}
        {data.mayPrepare && <Link to={`/questionnaires/${id}/edit`}>{t('edit.title')}</Link>}
        {data.mayPrepare && data.published && <Link to={`/questionnaires/${id}/typing`}>{t('typing.title')}</Link>}
      </p>
    </div>
  );
}

function WayIn({ data }: { data: Front }) {
  const { t } = useTranslation('questionnaires');
  const { id, way, mine } = data;
  if (data.toSignIn)
    return (
      <p className="actions">
        <a className="primary" href={`/sign-in?to=${encodeURIComponent(`/questionnaires/${id}`)}`}>
          {t('front.sign-in')}
        </a>
      </p>
    );
  if (data.why) return <p className="notice">{t(data.why)}</p>;
  if (mine === 'sent' && !data.mayReopen) return <p className="notice">{t('front.signed')}</p>;
  if (mine === 'begun')
    return (
      <p className="actions">
        <a className="primary" href={`/questionnaires/${id}/answer${way ? `?${way}` : ''}`}>
          {t('front.go-on')}
        </a>
      </p>
    );
  return (
    <DeedForm deed={mine === 'sent' ? 'reopen' : 'begin'} reload>
      <p className="actions">
        <Button primary={mine === 'none'}>{t(mine === 'sent' ? 'front.reopen' : 'front.begin')}</Button>
      </p>
    </DeedForm>
  );
}
