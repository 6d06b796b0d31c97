import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Button, DeedForm, Field, TextArea, useRefused } from '../../shared/ui/form';
import { OwnLanguage } from '../../shared/ui/preparing/fields';
import { TextVersions } from '../../shared/ui/preparing/steps';
import { StandingNow, Version } from '../../shared/ui/standing-now';
import type { SeriesToEdit } from '../queries/series.server';

/** A new series: what its events have in common. */
export function NewSeries({ language, once }: { language: string; once: string }) {
  const { t } = useTranslation('events');
  const typed = useRefused('series')?.typed.once;
  return (
    <div className="narrow stack">
      <p className="crumb">
        <Link to="/events">{t('title')}</Link>
      </p>
      <h1>{t('series.new')}</h1>
      <p className="lede">{t('series.new-lede')}</p>
      <DeedForm deed="series">
        <input type="hidden" name="once" value={typed ?? once} />
        <OwnLanguage deed="series" value={language} isNew />
        <SeriesFields title="" introduction="" />
        <p className="actions">
          <Button primary>{t('series.new')}</Button>
        </p>
      </DeedForm>
    </div>
  );
}

/** The text of a series in one language, with the way to the others. */
export function EditSeries({ data }: { data: SeriesToEdit }) {
  const { t } = useTranslation('events');
  const path = `/events/series/${data.id}/edit`;
  const action = data.language === data.own ? path : `${path}?language=${data.language}`;
  return (
    <div className="narrow stack">
      <p className="crumb">
        <Link to={data.path}>{data.title || t('prepare.series')}</Link>
      </p>
      <h1>{t('series.to-edit')}</h1>
      <TextVersions path={path} own={data.own} language={data.language} versions={data.languages} />
      <DeedForm deed="series" action={action}>
        <Version deed="series" now={data.version} />
        <StandingNow
          deed="series"
          fields={[
            { name: 'title', label: t('prepare.title'), value: data.title },
            { name: 'introduction', label: t('prepare.introduction'), value: data.introduction },
          ]}
        />
        <input type="hidden" name="language" value={data.language} />
        <SeriesFields title={data.title} introduction={data.introduction} />
        <p className="actions">
          <Button primary>{t('shared:form.save')}</Button>
        </p>
      </DeedForm>
      {data.ahead > 0 && <MoveAll data={data} action={action} />}
    </div>
  );
}

/** A seminar of every month moves by a week: all of its events that are ahead, at once. */
function MoveAll({ data, action }: { data: SeriesToEdit; action: string }) {
  const { t } = useTranslation('events');
  return (
    <section aria-labelledby="move-all" className="stack">
      <h2 id="move-all">{t('series.move', { count: data.ahead })}</h2>
      <DeedForm deed="move-series" action={action}>
        <Version deed="move-series" now={data.version} />
        <Field
          deed="move-series"
          name="days"
          type="number"
          label={t('series.days')}
          hint={t('series.days-hint')}
          required
        />
        <p className="actions">
          <Button>{t('series.move-do')}</Button>
        </p>
      </DeedForm>
    </section>
  );
}

function SeriesFields({ title, introduction }: { title: string; introduction: string }) {
  const { t } = useTranslation('events');
  return (
    <>
      <Field deed="series" name="title" label={t('prepare.title')} value={title} dir="auto" required />
      <TextArea deed="series" name="introduction" label={t('prepare.introduction')} value={introduction} optional />
    </>
  );
}
