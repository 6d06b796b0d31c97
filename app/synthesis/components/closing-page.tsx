import { Link, useRouteLoaderData } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { loader as rootLoader } from '../../root';
import { Button, Checkbox, DeedForm, TextArea, useRefused } from '../../shared/ui/form';
import { PlaceTime } from '../../shared/ui/time';
import { boxName } from '../boxes';
import type { ClosingView } from '../queries/closing.server';
import type { SynthesisView } from '../queries/reading.server';
import { Excerpt, Who } from './sources';
import { SectorLine } from './uncited';

/** Before a synthesis is published: what no statement cites is cited, or waived with a reason. */
export function ClosingPage({ view, account, why, closesAt, timeZone }: ClosingView) {
  const { t } = useTranslation('synthesis');
  const reader = useRouteLoaderData<typeof rootLoader>('root')?.reader ?? null;
  const { discussion } = view;
  const edit = `/discussions/${discussion.id}/synthesis/edit`;
  const waiting = view.statements.filter((s) => s.sources.some((source) => source.waits));
  return (
    <div className="narrow stack">
      <p className="crumb">
        <Link to={discussion.path}>{discussion.title}</Link> › <Link to={edit}>{t('edit.title')}</Link>
      </p>
      <h1>{t('close.title')}</h1>
      <p className="lede">{t('close.lede')}</p>
      {closesAt && (
        <p className="hint">
          {t('close.closes')} <PlaceTime at={closesAt} place={timeZone} reader={reader?.timeZone ?? null} />
        </p>
      )}
      {waiting.length > 0 && (
        <section>
          <h2>{t('close.changed')}</h2>
          <ul>
            {waiting.map((s) => (
              <li key={s.id}>
                <Link to={`${edit}#statement-${s.id}`}>{t('statement', { number: s.number })}</Link>
              </li>
            ))}
          </ul>
        </section>
      )}
      {account.themes > 0 && (
        <p className="notice">
          <Link to={`/discussions/${discussion.id}/synthesis/voices`}>
            {t('heard:synthesis.waits', { count: account.themes })}
          </Link>
        </p>
      )}
      <Open view={view} edit={edit} />
      <Waived view={view} />
      {!view.publishedAt && (
        <section>
          <h2>{t('close.publish-title')}</h2>
          <p>{t('close.publish-lede')}</p>
          {why && <p className="notice">{t(why.message, why.values)}</p>}
          <DeedForm deed="publish">
            <p className="actions">
              <Button primary={why === null}>{t('close.publish')}</Button>
              <Link to={`/discussions/${discussion.id}/synthesis`}>{t('close.preview')}</Link>
            </p>
          </DeedForm>
        </section>
      )}
    </div>
  );
}

function Open({ view, edit }: { view: SynthesisView; edit: string }) {
  const { t } = useTranslation('synthesis');
  const typed = useRefused('waive')?.typed ?? {};
  const posts = view.uncitedPosts.filter((p) => p.reason === null);
  const sectors = view.uncitedSectors.filter((s) => s.reason === null);
  if (posts.length + sectors.length === 0) return <p className="notice good">{t('close.all-accounted')}</p>;
  const box = (name: string, label: ReactNode) => (
    <Checkbox key={name} name={name} label={label} checked={name in typed} />
  );
  return (
    <section>
      <h2>{t('close.open')}</h2>
      <p className="hint">{t('close.open-hint')}</p>
      <DeedForm deed="waive">
        {sectors.length > 0 && (
          <fieldset className="field citable">
            <legend>{t('uncited.sectors', { count: sectors.length })}</legend>
            {sectors.map((s) => box(boxName('sector', s.sector), <SectorLine sector={s} />))}
          </fieldset>
        )}
        {posts.length > 0 && (
          <fieldset className="field citable">
            <legend>{t('uncited.posts', { count: posts.length })}</legend>
            {posts.map((p) => (
              <div className="citable-post" key={p.id}>
                {box(boxName('post', p.id), <Who {...p} path={null} />)}
                <Excerpt of={{ excerpt: p.words, language: p.language }} />
                <p className="row">
                  <Link to={`/posts/${p.id}`}>{t('close.read')}</Link>{' '}
                  <Link to={`${edit}?cite=${p.id}`}>{t('close.cite')}</Link>
                </p>
              </div>
            ))}
          </fieldset>
        )}
        <TextArea
          deed="waive"
          name="reason"
          label={t('close.reason')}
          hint={t('close.reason-hint')}
          rows={3}
          required
        />
        <Button>{t('close.waive')}</Button>
      </DeedForm>
    </section>
  );
}

function Waived({ view }: { view: SynthesisView }) {
  const { t } = useTranslation('synthesis');
  const posts = view.uncitedPosts.filter((p) => p.reason !== null);
  const sectors = view.uncitedSectors.filter((s) => s.reason !== null);
  if (posts.length + sectors.length === 0) return null;
  const takeBack = (waiver: string, of: string) =>
    !view.publishedAt && (
      <Button quiet name="waiver" value={waiver}>
        {t('close.take-back')} <span className="unseen">{of}</span>
      </Button>
    );
  return (
    <section>
      <h2>{t('close.waived')}</h2>
      <DeedForm deed="unwaive">
        <ul className="list">
          {sectors.map((s) => (
            <li key={s.sector}>
              <SectorLine sector={s} />
              <p className="hint">{t('uncited.reason', { reason: s.reason })}</p>
              {takeBack(`sector:${s.sector}`, t(`sectors:${s.sector}.name`))}
            </li>
          ))}
          {posts.map((p) => (
            <li key={p.id}>
              <Who {...p} path={`/posts/${p.id}`} />
              <Excerpt of={{ excerpt: p.words, language: p.language }} />
              <p className="hint">{t('uncited.reason', { reason: p.reason })}</p>
              {takeBack(`post:${p.id}`, p.author)}
            </li>
          ))}
        </ul>
      </DeedForm>
    </section>
  );
}
