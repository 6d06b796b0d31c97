import { useTranslation } from 'react-i18next';
import { Day } from '../../shared/ui/day';
import { Button, Choices, DeedForm, Field } from '../../shared/ui/form';
import { Way } from '../../shared/ui/way';
import { shareKinds } from '../budget';

interface Kept {
  id: number;
  kind: (typeof shareKinds)[number];
  share: string;
  since: string;
  proposalId: number | null;
  basis: string;
}

/** The shares on which the committee has agreed, each with its decision; what was agreed before stays to be read. */
export function SharesPage({ shares, mayKeep, today }: { shares: Kept[]; mayKeep: boolean; today: string }) {
  const { t } = useTranslation('programmes');
  const deed = 'share';
  return (
    <div className="narrow stack">
      <p className="crumb">
        <Way to="/programmes">{t('title')}</Way>
      </p>
      <h1>{t('agreed.title')}</h1>
      <p className="lede">{t('agreed.lede')}</p>
      {shares.length === 0 ? (
        <p className="empty">{t('agreed.empty')}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls on a phone, and a keyboard must be able to scroll it
        <section className="table" tabIndex={0} aria-label={t('agreed.title')}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('agreed.since')}</th>
                <th scope="col">{t('table.for-what')}</th>
                <th scope="col" className="number">
                  {t('agreed.share')}
                </th>
                <th scope="col">{t('agreed.decision')}</th>
              </tr>
            </thead>
            <tbody>
              {shares.map((s) => (
                <tr key={s.id}>
                  <th scope="row">
                    <Day day={s.since} />
                  </th>
                  <td>{t(`share.${s.kind}`)}</td>
                  <td className="number">{s.share}</td>
                  <td dir="auto">
                    {s.proposalId !== null && (
                      <Way to={`/decisions/${s.proposalId}`}>{t('page.decision', { number: s.proposalId })}</Way>
                    )}{' '}
                    {s.basis}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {mayKeep && (
        <section aria-labelledby="keep">
          <h2 id="keep">{t('agreed.keep')}</h2>
          <DeedForm deed={deed} className="stack">
            <Choices
              deed={deed}
              name="kind"
              label={t('table.for-what')}
              value="victim-support"
              options={shareKinds.map((value) => ({ value, label: t(`share.${value}`) }))}
            />
            <Field deed={deed} name="share" label={t('agreed.share')} hint={t('agreed.share-hint')} required />
            <Field deed={deed} name="since" type="date" label={t('agreed.since')} value={today} required />
            <Field
              deed={deed}
              name="proposal"
              label={t('agreed.number')}
              hint={t('agreed.number-hint')}
              inputMode="numeric"
              optional
            />
            <Field deed={deed} name="basis" label={t('agreed.basis')} hint={t('agreed.basis-hint')} optional />
            <div className="actions">
              <Button primary>{t('agreed.save')}</Button>
            </div>
          </DeedForm>
        </section>
      )}
    </div>
  );
}
