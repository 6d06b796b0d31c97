import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { NewItem } from '../../programmes/components/item-form';
import { useProgrammesLive } from '../../programmes/components/use-programmes-live';
import { directionOf } from '../../shared/languages';
import { RefusedWithoutForm } from '../../shared/ui/form';
import { Way } from '../../shared/ui/way';
import { CommitmentState } from '../../tasks/components/commitment-state';
import { StandForm } from '../../tasks/components/stand-form';
import type { AboutData } from '../editing.server';
import { Corrections, Days, Said, YearCrumb } from './parts';

/** One thing of the year: whose it is, how it stands, what it cost, and what is done where it went wrong. */
export function AboutPage({ data }: { data: AboutData }) {
  const { t } = useTranslation('workplan');
  // Where something is being typed the page stays: what was changed meanwhile is said when it is sent.
  useProgrammesLive(!data.mayFollowUp && !data.mayCorrect);
  const { planned, money } = data;
  const programme = data.programme ? (
    <Way to={`/programmes/${data.programme.id}`}>
      <Said of={data.programme} />
    </Way>
  ) : (
    t('own')
  );
  const facts: [string, ReactNode][] = [
    [t('table.programme'), programme],
    [
      t('table.owner'),
      planned &&
        (planned.owner ? (
          <Way to={`/organisations/${planned.owner.handle}`}>
            <bdi>{planned.owner.name}</bdi>
          </Way>
        ) : (
          t('nobody')
        )),
    ],
    [t('table.days'), planned && <Days startsOn={planned.startsOn} endsOn={planned.endsOn} />],
    [t('table.planned'), money && (money.planned ?? t('money.unknown'))],
    [t('table.spent'), money && (money.spent ?? t('money.unknown'))],
    [t('table.difference'), money?.difference && `${money.difference}${money.share ? ` (${money.share})` : ''}`],
  ];
  return (
    <div className="narrow stack" data-live-programmes="" data-private={data.head.isPublic ? undefined : ''}>
      <YearCrumb year={data.head.year} within />
      <div data-live-part="about" className="stack">
        <p>
          {planned && <CommitmentState state={planned.state} />}{' '}
          {data.late && <span className="state hidden">{t('late')}</span>}{' '}
          {data.overspent && <span className="state hidden">{t('apart.over')}</span>}
        </p>
        <h1 lang={data.language} dir={directionOf(data.language)}>
          {data.title}
        </h1>
        {data.ownerLeft && <p className="notice">{t('owner-left')}</p>}
        {planned?.body && (
          <p className="words written" lang={data.language} dir="auto">
            {planned.body}
          </p>
        )}
        <dl className="record">
          {facts
            .filter(([, value]) => value)
            .map(([label, value]) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
        </dl>
        {planned?.reason && (
          <div className="notice">
            <p>{t('given-up')}</p>
            <p dir="auto">{planned.reason}</p>
          </div>
        )}
        {planned?.done && <p dir="auto">{planned.done}</p>}
        {planned?.commitment && (
          <p>
            <Way to={`/commitments/${planned.commitment}`}>{t('history')}</Way>
          </p>
        )}
        <section aria-labelledby="corrections">
          <h2 id="corrections">{t('corrections')}</h2>
          {data.corrections.length === 0 ? (
            <p className="empty">{t(data.late || data.overspent ? 'correct.none-yet' : 'correct.none-needed')}</p>
          ) : (
            <Corrections corrections={data.corrections} />
          )}
        </section>
      </div>
      <RefusedWithoutForm
        stands={(deed) => (deed === 'stand' && data.mayFollowUp) || (deed === 'correct' && data.mayCorrect)}
      />
      {data.mayFollowUp && data.stand && <StandForm stand={data.stand} />}
      {data.mayCorrect && <Correct data={data} />}
    </div>
  );
}

function Correct({ data }: { data: AboutData }) {
  const { t } = useTranslation('workplan');
  return (
    <NewItem
      deed="correct"
      summary={t('correct.title')}
      fresh={data.once}
      save={t('correct.save')}
      fields={[
        { name: 'words', label: t('correct.words'), hint: t('correct.words-hint'), kind: 'text' },
        { name: 'language', label: t('field.language'), kind: 'select', options: data.languages, value: data.writes },
        {
          name: 'owner',
          label: t('field.owner'),
          kind: 'select',
          options: data.organisations,
          empty: t('correct.choose'),
          value: data.owner,
        },
        { name: 'dueOn', label: t('correct.due'), kind: 'day' },
      ]}
    />
  );
}
