import { useTranslation } from 'react-i18next';
import { subjectsOf } from '../../shared/subjects';
import { Fold } from '../../shared/ui/fold';
import type { PilotData, SummaryView } from '../pilot-page.server';
import { itemTexts, type Judged } from '../scoring';
import { Written } from './parts';

/** What the reviewers say together of each item: the middle mark, the lowest and the highest, and how many could judge. */
export function SummaryTable({ summary }: { summary: SummaryView }) {
  const { t } = useTranslation('pilots');
  useTranslation('decisions');
  return (
    <section aria-labelledby="summary" className="stack">
      <h2 id="summary">{t('summary.title')}</h2>
      <p>
        {t('summary.reviewers', { count: summary.reviewers })}
        {summary.reviewers > 0 && <> · {t('summary.met', { met: summary.met, of: summary.items.length })}</>}
      </p>
      {summary.isFew && <p className="notice bad">{t('flags.few', { count: summary.reviewers })}</p>}
      {summary.reviewers > 0 && (
        <>
          <p className="hint">{t('summary.hint')}</p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls on a phone, and a keyboard must be able to scroll it */}
          <section className="table" aria-label={t('summary.item')} tabIndex={0}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{t('summary.item')}</th>
                  <th scope="col" className="number">
                    {t('summary.median')}
                  </th>
                  <th scope="col" className="number">
                    {t('summary.range')}
                  </th>
                  <th scope="col" className="number">
                    {t('summary.judged')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {summary.items.map((i) => (
                  <tr key={i.item}>
                    <th scope="row">
                      {t(itemTexts(i.item).name)} {i.isLow && <span className="tag">{t('summary.is-low')}</span>}{' '}
                      {i.isApart && <span className="tag">{t('summary.is-apart')}</span>}
                    </th>
                    <td className="number">{i.median ?? '–'}</td>
                    <td className="number">
                      {i.lowest === null ? '–' : <bdi dir="ltr">{`${i.lowest}–${i.highest}`}</bdi>}
                    </td>
                    <td className="number">
                      <bdi dir="ltr">{`${i.judged}/${summary.reviewers}`}</bdi>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        </>
      )}
    </section>
  );
}

/** Who said what, for the secretariat and for reviewers who have handed in their own. */
export function Reviews({ data }: { data: PilotData }) {
  const { t } = useTranslation('pilots');
  return (
    <section aria-labelledby="reviews" className="stack">
      <h2 id="reviews">{t('reviews.title')}</h2>
      <p className="hint">{t('reviews.hint')}</p>
      {data.reviews.map((r) => (
        <Fold key={r.id} deeds={[]} summary={<bdi>{r.name}</bdi>}>
          {r.conflictAt ? (
            <>
              <p>{t('reviews.conflict')}</p>
              <Written words={r.conflict} language="" />
            </>
          ) : (
            <>
              {r.comment && <Written words={r.comment} language="" />}
              <Said said={r.said} />
            </>
          )}
        </Fold>
      ))}
    </section>
  );
}

function Said({ said }: { said: Judged[] }) {
  const { t } = useTranslation(subjectsOf(['pilots:title', 'decisions:title']));
  return (
    <dl className="record">
      {said.map((j) => (
        <div key={j.item}>
          <dt>{t(itemTexts(j.item).name)}</dt>
          <dd>
            {j.mark === null ? t('pilots:mark.cannot') : t(`pilots:mark.${j.mark}` as 'pilots:mark.cannot')}
            {j.words && (
              <span className="written" dir="auto">
                {' '}
                · {j.words}
              </span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
