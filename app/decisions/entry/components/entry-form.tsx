import { useTranslation } from 'react-i18next';
import { Button, Choices, DeedForm, Field, TextArea } from '../../../shared/ui/form';
import { criterionTexts, type EntryCriterion, entryCriteria } from '../../entry-criteria';
import { type EntryAnswer, gapsOf, noAnswer } from '../entry';

const deed = 'entry';

/** Each criterion with its question: whether it is met and how, or why it is proposed all the same. */
export function EntryForm({ answers, language }: { answers: EntryAnswer[]; language: string }) {
  const { t } = useTranslation('entry');
  return (
    <DeedForm deed={deed} className="stack">
      <p className="hint">{t('lede')}</p>
      {entryCriteria.map((criterion) => (
        <Criterion
          key={criterion}
          answer={answers.find((a) => a.criterion === criterion) ?? noAnswer(criterion)}
          begun={answers.some((a) => a.criterion === criterion)}
          language={language}
        />
      ))}
      <div className="actions">
        <Button>{t('save')}</Button>
      </div>
    </DeedForm>
  );
}

function Criterion({ answer, begun, language }: { answer: EntryAnswer; begun: boolean; language: string }) {
  const { t, i18n } = useTranslation(['entry', 'decisions']);
  const { criterion, met } = answer;
  const { name, question } = criterionTexts(criterion);
  const gaps = begun ? gapsOf(answer) : [];
  return (
    <fieldset className="field">
      <legend>{t(name)}</legend>
      {gaps.length > 0 && (
        <p className="notice">
          {t('missing')} {new Intl.ListFormat(i18n.language).format(gaps.map((gap) => t(`gap.${gap}`)))}
        </p>
      )}
      <Choices
        deed={deed}
        name={`met-${criterion}`}
        label={t(question)}
        value={met === null ? '' : met ? 'yes' : 'no'}
        options={[
          { value: 'yes', label: t('met') },
          { value: 'no', label: t('not-met') },
        ]}
      />
      <TextArea
        deed={deed}
        name={`words-${criterion}`}
        label={t('words')}
        value={answer.words}
        rows={3}
        lang={language}
      />
      <More criterion={criterion} answer={answer} language={language} />
    </fieldset>
  );
}

/** What two of the criteria ask besides. */
function More({ criterion, answer, language }: { criterion: EntryCriterion; answer: EntryAnswer; language: string }) {
  const { t } = useTranslation('entry');
  if (criterion === 'nobody-elses-task')
    return (
      <TextArea
        deed={deed}
        name="looked-at"
        label={t('looked-at')}
        hint={t('looked-at-hint')}
        value={answer.lookedAt}
        rows={3}
        lang={language}
      />
    );
  if (criterion !== 'request-and-will') return null;
  return (
    <>
      <TextArea
        deed={deed}
        name="requested-by"
        label={t('requested-by')}
        hint={t('requested-by-hint')}
        value={answer.requestedBy}
        rows={2}
        lang={language}
      />
      <Field deed={deed} name="requested-on" type="date" label={t('requested-on')} value={answer.requestedOn ?? ''} />
      <TextArea
        deed={deed}
        name="reference"
        label={t('reference')}
        hint={t('reference-hint')}
        value={answer.reference}
        rows={2}
        optional
      />
    </>
  );
}
