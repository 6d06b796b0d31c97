import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { languageNames } from '../../shared/languages';
import { Button, Checkbox, Choices, DeedForm, Field, Select, TextArea, useRefused } from '../../shared/ui/form';
import { Version } from '../../shared/ui/standing-now';
import { hasOptions } from '../content';
import type { QuestionDesk } from '../queries/desk.server';
import { Crumb } from './front-page';
import { QuestionField } from './question-field';

const deed = 'question';

/** One question to be written, with the fields of its type; in another language, its words alone. */
export function QuestionPage({ data }: { data: QuestionDesk }) {
  const { t } = useTranslation('questionnaires');
  const { values, type } = data;
  const inOwn = data.editing === data.own;
  const back = `/questionnaires/${data.id}/edit${inOwn ? '' : `?language=${data.editing}`}`;
  const of = { deed, lang: data.editing } as const;
  return (
    <div className="narrow stack">
      <Crumb head={data} />
      <h1>
        {data.question
          ? t('question.title', { question: data.question })
          : t('question.new', { type: t(`type.${type}`) })}
      </h1>
      {!inOwn && <p className="lede">{t('question.translation', { language: languageNames[data.editing] })}</p>}
      {data.original && (
        <div className="notice">
          <QuestionField deed="original" of={data.original} />
        </div>
      )}
      <DeedForm deed={deed}>
        <Version deed={deed} now={data.version} />
        <input type="hidden" name="language" value={data.editing} />
        <input type="hidden" name="type" value={type} />
        <input type="hidden" name="section" value={data.section} />
        <TextArea {...of} name="label" label={t('question.label')} value={values.label} rows={2} />
        <Field {...of} name="hint" label={t('question.hint')} value={values.hint} dir="auto" optional />
        {hasOptions(type) && (
          <TextArea
            {...of}
            name="options"
            rows={6}
            label={t(type === 'matrix' ? 'question.columns' : 'question.options')}
            hint={t(inOwn ? 'question.lines' : 'question.lines-translated')}
            value={values.options}
          />
        )}
        {type === 'matrix' && (
          <TextArea
            {...of}
            name="rows"
            rows={6}
            label={t('question.rows')}
            hint={t(inOwn ? 'question.lines' : 'question.lines-translated')}
            value={values.rows}
          />
        )}
        {type === 'scale' && (
          <>
            {inOwn && (
              <Field
                deed={deed}
                name="min"
                label={t('question.scale-min')}
                hint={t('question.scale-min-hint')}
                value={values.min || '1'}
                inputMode="numeric"
                dir="ltr"
              />
            )}
            {inOwn && (
              <Field
                deed={deed}
                name="max"
                label={t('question.scale-max')}
                hint={t('question.scale-max-hint')}
                value={values.max || '5'}
                inputMode="numeric"
                dir="ltr"
              />
            )}
            <Field {...of} name="low" label={t('question.low')} value={values.low} dir="auto" optional />
            <Field {...of} name="high" label={t('question.high')} value={values.high} dir="auto" optional />
          </>
        )}
        {type === 'number' && (
          <>
            <Field {...of} name="unit" label={t('question.unit')} value={values.unit} dir="auto" optional />
            {inOwn && (
              <Field
                deed={deed}
                name="min"
                label={t('question.min')}
                value={values.min}
                inputMode="numeric"
                dir="ltr"
                optional
              />
            )}
            {inOwn && (
              <Field
                deed={deed}
                name="max"
                label={t('question.max')}
                value={values.max}
                inputMode="numeric"
                dir="ltr"
                optional
              />
            )}
            {inOwn && <Box name="whole" label={t('question.whole')} checked={values.whole} />}
          </>
        )}
        {inOwn && <Rules data={data} />}
        <p className="actions">
          <Button primary>{t('shared:form.save')}</Button>
          <Link to={back}>{t('shared:form.cancel')}</Link>
        </p>
      </DeedForm>
    </div>
  );
}

/** Whether it has to be answered, when it is asked, and whether it is still the same question. */
function Rules({ data }: { data: QuestionDesk }) {
  const { t } = useTranslation('questionnaires');
  const { values, conditions } = data;
  const typed = conditions.some((c) => c.label === null);
  return (
    <>
      <Box name="required" label={t('question.required')} checked={values.required} />
      {conditions.length > 0 && (
        <Select
          deed={deed}
          name="condition"
          label={t('question.condition')}
          hint={t('question.condition-hint')}
          value={values.condition}
          empty={t('question.always')}
          options={conditions.map((c) => ({ ...c, label: c.label ?? t('question.condition-typed') }))}
        />
      )}
      {typed && (
        <Field
          deed={deed}
          name="conditionValue"
          label={t('question.condition-value')}
          hint={t('question.condition-value-hint')}
          value={values.conditionValue}
          dir="auto"
          optional
        />
      )}
      {data.published && (
        <Choices
          deed={deed}
          name="meaning"
          label={t('question.meaning')}
          value="same"
          options={[
            { value: 'same', label: t('question.same'), hint: t('question.same-hint') },
            { value: 'changed', label: t('question.changed'), hint: t('question.changed-hint') },
          ]}
        />
      )}
    </>
  );
}

/** A box that stays as it was ticked when the form is refused. */
function Box({ name, label, checked }: { name: string; label: string; checked: boolean }) {
  const refused = useRefused(deed);
  return <Checkbox name={name} label={label} checked={refused ? refused.typed[name] === 'yes' : checked} />;
}
