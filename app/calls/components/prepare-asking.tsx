import { useTranslation } from 'react-i18next';
import { Fold } from '../../shared/ui/fold';
import { Button, DeedForm, Field, Select, TextArea } from '../../shared/ui/form';
import { StandingNow, Version } from '../../shared/ui/standing-now';
import { Way } from '../../shared/ui/way';
import { answerLengths } from '../call';
import type { PrepareData } from '../page.server';

/** What a call asks beside what every form asks. */
export function Questions({ data }: { data: PrepareData }) {
  const { t } = useTranslation('pilots');
  const deed = 'questions';
  return (
    <Fold summary={t('prepare.questions')} deeds={[deed]}>
      <DeedForm deed={deed} className="stack">
        <Version deed={deed} now={data.version} />
        <StandingNow
          deed={deed}
          fields={data.questions.map((q) => ({
            name: `words-${q.number}`,
            label: t('prepare.question', { number: q.number }),
            value: q.words,
          }))}
        />
        <p className="hint">{t('prepare.questions-hint')}</p>
        {data.questions.map((q) => (
          <fieldset key={q.number} className="field">
            <legend>{t('prepare.question', { number: q.number })}</legend>
            <Field
              deed={deed}
              name={`words-${q.number}`}
              label={t('prepare.question-words')}
              value={q.words}
              dir="auto"
              lang={data.language}
              optional
            />
            <Select
              deed={deed}
              name={`most-${q.number}`}
              label={t('prepare.question-most')}
              value={q.most}
              options={answerLengths.map((most) => ({
                value: String(most),
                label: t('prepare.most', { count: most }),
              }))}
            />
          </fieldset>
        ))}
        {!data.isFixed && (
          <div className="actions">
            <Button>{t('save')}</Button>
          </div>
        )}
      </DeedForm>
    </Fold>
  );
}

/** Who scores what is proposed. */
export function Reviewers({ data }: { data: PrepareData }) {
  const { t } = useTranslation('pilots');
  const deed = 'reviewers';
  return (
    <Fold summary={t('prepare.reviewers', { count: data.reviewers.length })} deeds={[deed]}>
      {data.reviewers.length > 0 && (
        <ul>
          {data.reviewers.map((r) => (
            <li key={r.handle}>
              <Way to={`/people/${r.handle}`}>
                <bdi>{r.name}</bdi>
              </Way>
            </li>
          ))}
        </ul>
      )}
      <DeedForm deed={deed} className="stack">
        <TextArea
          deed={deed}
          name="reviewers"
          label={t('field.reviewers')}
          hint={t('prepare.reviewers-hint')}
          value={data.reviewers.map((r) => r.handle).join('\n')}
          rows={4}
          dir="ltr"
        />
        {data.state !== 'cancelled' && (
          <div className="actions">
            <Button>{t('save')}</Button>
          </div>
        )}
      </DeedForm>
    </Fold>
  );
}
