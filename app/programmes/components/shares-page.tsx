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

interface Proposed {
  id: number;
  kind: (typeof shareKinds)[number];
  share: string;
  since: string;
  put: number | null;
}

/** The shares on which the committee has agreed, each with its decision; what was agreed before stays to be read. */
export function SharesPage(props: {
  shares: Kept[];
  /** Null for whoever may ask for none. */
  proposed: Proposed[] | null;
  mayKeep: boolean;
  today: string;
  once: string;
}) {
  const { shares, mayKeep, today } = props;
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
      {props.proposed && <Proposals proposed={props.proposed} today={today} once={props.once} />}
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
              <Button>{t('agreed.save')}</Button>
            </div>
          </DeedForm>
        </section>
      )}
    </div>
  );
}

/** Shares on which the committee is asked to agree: once one is adopted, it is written down by the decision. */
function Proposals({ proposed, today, once }: { proposed: Proposed[]; today: string; once: string }) {
  const { t } = useTranslation('programmes');
  const deed = 'propose-share';
  return (
    <section aria-labelledby="propose" className="stack">
      <h2 id="propose">{t('agreed.propose')}</h2>
      <p className="hint">{t('agreed.propose-hint')}</p>
      {proposed.length > 0 && (
        <ul className="list">
          {proposed.map((s) => (
            <li key={s.id}>
              <p>
                {s.share} · {t(`share.${s.kind}`)} · {t('agreed.since')} <Day day={s.since} />
              </p>
              <p className="meta">
                {s.put === null ? (
                  <Way to={`/decisions/new?subject=share&id=${s.id}`}>{t('edit.decide')}</Way>
                ) : (
                  <Way to={`/decisions/${s.put}`}>{t('page.decision', { number: s.put })}</Way>
                )}
              </p>
            </li>
          ))}
        </ul>
      )}
      <DeedForm deed={deed} className="stack">
        <input type="hidden" name="once" value={once} />
        <Choices
          deed={deed}
          name="kind"
          label={t('table.for-what')}
          value="victim-support"
          options={shareKinds.map((value) => ({ value, label: t(`share.${value}`) }))}
        />
        <Field deed={deed} name="share" label={t('agreed.share')} hint={t('agreed.share-hint')} required />
        <Field
          deed={deed}
          name="since"
          type="date"
          label={t('agreed.since')}
          hint={t('agreed.since-hint')}
          value={today}
          required
        />
        <div className="actions">
          <Button primary>{t('agreed.propose-save')}</Button>
        </div>
      </DeedForm>
    </section>
  );
}
