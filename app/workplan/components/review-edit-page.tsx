import { useTranslation } from 'react-i18next';
import { Fold } from '../../shared/ui/fold';
import { Button, DeedForm, Select, TextArea } from '../../shared/ui/form';
import { StandingNow, Version } from '../../shared/ui/standing-now';
import { Way } from '../../shared/ui/way';
import type { ReviewEditingData } from '../editing.server';
import { sections } from '../forms';
import { YearCrumb } from './parts';

/** The review while it is written: its words, how it would look if it were issued now, and its issue. */
export function ReviewEditPage({ data }: { data: ReviewEditingData }) {
  const { t } = useTranslation('workplan');
  const { head, draft, issues } = data;
  return (
    <div className="narrow stack">
      <YearCrumb year={head.year} within />
      <h1>{t('review.title', { year: head.year })}</h1>
      <p className="hint">{t('review.lede')}</p>
      {issues.length > 0 && (
        <p className="notice">
          {t('review.issued', { number: issues[0]!.number })}{' '}
          <Way to={`/workplan/${head.year}/review`}>{t('report.to-last')}</Way>
        </p>
      )}
      <Write data={data} />
      {draft.version > 0 && <Issue data={data} />}
      <section aria-labelledby="preview">
        <Fold summary={t('review.preview')} deeds={[]}>
          <article
            className="words document"
            // Rendered from a closed list of elements: documents/text/render.server.ts.
            // biome-ignore lint/security/noDangerouslySetInnerHtml: see above
            dangerouslySetInnerHTML={{ __html: data.preview }}
          />
        </Fold>
      </section>
    </div>
  );
}

function Write({ data }: { data: ReviewEditingData }) {
  const { t } = useTranslation('workplan');
  const { draft } = data;
  const deed = 'review';
  return (
    <DeedForm deed={deed} className="stack">
      <Version deed={deed} now={draft.version} />
      <StandingNow
        deed={deed}
        fields={sections.map((name) => ({ name, label: t(`report.${name}`), value: draft[name] }))}
      />
      <Select deed={deed} name="language" label={t('field.language')} value={draft.language} options={data.languages} />
      {sections.map((name) => (
        <TextArea
          key={name}
          deed={deed}
          name={name}
          label={t(`report.${name}`)}
          hint={t(`review.hint.${name}`)}
          value={draft[name]}
          rows={6}
          optional
        />
      ))}
      <div className="actions">
        <Button>{t('review.save')}</Button>
      </div>
    </DeedForm>
  );
}

function Issue({ data }: { data: ReviewEditingData }) {
  const { t } = useTranslation('workplan');
  const deed = 'issue';
  const again = data.issues.length > 0;
  return (
    <Fold summary={t(again ? 'review.correct' : 'review.issue')} deeds={[deed]}>
      <DeedForm deed={deed} className="stack">
        <Version deed={deed} now={data.draft.version} />
        <p className="hint">{t('review.issue-hint')}</p>
        {again && (
          <TextArea
            deed={deed}
            name="reason"
            label={t('review.reason')}
            hint={t('review.reason-hint')}
            value=""
            rows={3}
          />
        )}
        <div className="actions">
          <Button>{t(again ? 'review.correct' : 'review.issue')}</Button>
        </div>
      </DeedForm>
    </Fold>
  );
}
