import { useTranslation } from 'react-i18next';
import { subjectsOf } from '../../shared/subjects';
import { Fold } from '../../shared/ui/fold';
import { Button, Choices, DeedForm, RefusedWithoutForm, TextArea } from '../../shared/ui/form';
import { StandingNow, Version } from '../../shared/ui/standing-now';
import { Time } from '../../shared/ui/time';
import { Way } from '../../shared/ui/way';
import type { ReviewData } from '../pilot-page.server';
import { itemTexts, marks } from '../scoring';
import { Title } from './parts';
import { PilotBody } from './pilot-body';
import { useCallsLive } from './use-calls-live';

const deed = 'review';

/** A reviewer's own form: a mark with words for each principle and each entry criterion. */
export function ReviewPage({ data }: { data: ReviewData }) {
  const { t } = useTranslation(subjectsOf(['pilots:title', 'decisions:title', data.no ?? undefined]));
  useCallsLive();
  const { head } = data;
  return (
    <div className="narrow stack">
      <p className="crumb">
        <Way to={`/pilots/calls/${head.call.id}`}>
          <Title of={head.call} />
        </Way>{' '}
        ›{' '}
        <Way to={`/pilots/${head.id}`}>
          <Title of={head} />
        </Way>
      </p>
      <h1>{t('pilots:review.title')}</h1>
      <p className="meta">
        <Title of={head} />
        <bdi>{head.organisation.name}</bdi>
        <span>
          {t('pilots:call.scored-by')} <Time at={head.call.scoredBy} zone={data.zone} />
        </span>
      </p>
      <RefusedWithoutForm stands={(d) => (d === deed && data.no === null) || (d === 'conflict' && data.mayDeclare)} />
      <Fold deeds={[]} summary={t('pilots:review.proposed')}>
        <PilotBody of={data.body} />
      </Fold>
      {data.no ? <p className="notice">{t(data.no)}</p> : <Form data={data} />}
      {data.mayDeclare && <Conflict />}
    </div>
  );
}

function Form({ data }: { data: ReviewData }) {
  const { t } = useTranslation('pilots');
  useTranslation('decisions');
  const options = [
    ...marks.map((mark) => ({ value: String(mark), label: t(`mark.${mark}` as 'mark.cannot') })),
    { value: 'cannot', label: t('mark.cannot') },
  ];
  const shown = (mark: string) => options.find((o) => o.value === mark)?.label;
  return (
    <>
      <p className="lede">{t('review.lede')}</p>
      <DeedForm deed={deed} className="stack">
        <Version deed={deed} now={data.version} />
        <StandingNow
          deed={deed}
          fields={data.items.flatMap(({ item, mark, words }) => [
            { name: `mark-${item}`, label: t(itemTexts(item).name), value: mark, shown: shown(mark) },
            { name: `words-${item}`, label: t(itemTexts(item).name), value: words },
          ])}
        />
        {data.items.map(({ item, mark, words }, i) => (
          <section key={item} className="field" aria-labelledby={`about-${item}`}>
            <h2 id={`about-${item}`}>
              {i + 1}. {t(itemTexts(item).name)}
            </h2>
            <Choices
              deed={deed}
              name={`mark-${item}`}
              label={t(itemTexts(item).question)}
              value={mark}
              options={options}
              beside
            />
            <TextArea deed={deed} name={`words-${item}`} label={t('review.words')} value={words} rows={2} optional />
          </section>
        ))}
        <TextArea deed={deed} name="comment" label={t('review.comment')} value={data.comment} rows={4} optional />
        <p className="hint">{t('review.final')}</p>
        <div className="actions">
          <Button name="next" value="save">
            {t('review.save')}
          </Button>
          <Button primary name="next" value="submit">
            {t('review.submit')}
          </Button>
        </div>
      </DeedForm>
    </>
  );
}

function Conflict() {
  const { t } = useTranslation('pilots');
  return (
    <Fold deeds={['conflict']} summary={t('conflict.title')}>
      <DeedForm deed="conflict" className="stack">
        <p>{t('conflict.hint')}</p>
        <TextArea deed="conflict" name="conflict" label={t('conflict.why')} rows={3} required />
        <Button danger>{t('conflict.go')}</Button>
      </DeedForm>
    </Fold>
  );
}
