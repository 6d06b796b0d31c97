import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Button, DeedForm, Field } from '../../shared/ui/form';
import { Time } from '../../shared/ui/time';
import type { ShareView } from '../contribution';
import type { VersionsView, VersionView } from '../queries/versions.server';
import { DocumentFrame } from './document-frame';

export interface VersionsProps {
  view: Omit<VersionsView, 'organisations'>;
  /** Who wrote what stands, by organisation. */
  shares: ShareView[];
  zone: string;
}

/** What the text was, version by version; any two of them to be compared. */
export function VersionsPage({ view, shares, zone }: VersionsProps) {
  const { t } = useTranslation('documents');
  const { head, versions } = view;
  const there = versions.filter((v) => v.dropped === null);
  return (
    <DocumentFrame head={head} at="versions" title={t('versions.title')}>
      <div className="stack">
        <p className="lede">{t('versions.lede')}</p>
        {(head.may.write || head.may.administer) && (
          <DeedForm deed="name">
            <Field
              deed="name"
              name="name"
              label={t('versions.name')}
              hint={t('versions.name-hint')}
              dir="auto"
              required
            />
            <p className="actions">
              <Button primary>{t('versions.keep')}</Button>
            </p>
          </DeedForm>
        )}
        {there.length > 0 && <Compare id={head.id} versions={there} />}
        {versions.length === 0 ? (
          <p className="empty">{t('versions.empty')}</p>
        ) : (
          <ol className="history" reversed>
            {versions.map((v) => (
              <Version key={v.id} v={v} id={head.id} mayRestore={head.may.write} zone={zone} />
            ))}
          </ol>
        )}
        <Ledger shares={shares} />
      </div>
    </DocumentFrame>
  );
}

function useName(): (v: Pick<VersionView, 'number' | 'name' | 'kind' | 'of'>) => string {
  const { t } = useTranslation('documents');
  return (v) => v.name || t(`versions.kind.${v.kind}`, { number: v.number, of: v.of ?? '' });
}

function Version({ v, id, mayRestore, zone }: { v: VersionView; id: number; mayRestore: boolean; zone: string }) {
  const { t } = useTranslation('documents');
  const nameOf = useName();
  return (
    <li id={`version-${v.number}`}>
      <h2>
        {t('versions.number', { number: v.number })} <bdi>{nameOf(v)}</bdi>
      </h2>
      <p className="meta">
        <Time at={v.at} zone={zone} />
        {v.by && <bdi>{v.by}</bdi>}
        {v.organisation && <bdi>{v.organisation}</bdi>}
      </p>
      {v.dropped !== null ? (
        <p className="tombstone">
          {t('versions.dropped')} <bdi>{v.dropped}</bdi>
        </p>
      ) : (
        <div className="actions">
          <Link to={`/documents/${id}/versions/compare?from=${v.id}`}>{t('versions.compare-now')}</Link>
          {mayRestore && (
            <DeedForm deed={`restore-${v.id}`}>
              <input type="hidden" name="version" value={v.id} />
              <Button quiet>
                {t('versions.restore')}
                <span className="unseen">: {t('versions.number', { number: v.number })}</span>
              </Button>
            </DeedForm>
          )}
        </div>
      )}
    </li>
  );
}

function Compare({ id, versions }: { id: number; versions: VersionView[] }) {
  const { t } = useTranslation('documents');
  const nameOf = useName();
  const options = versions.map((v) => (
    <option key={v.id} value={v.id}>
      {t('versions.number', { number: v.number })} {nameOf(v)}
    </option>
  ));
  return (
    <form method="get" action={`/documents/${id}/versions/compare`} className="row">
      <label htmlFor="compare-from">{t('versions.from')}</label>
      <select id="compare-from" name="from" defaultValue={versions.at(-1)?.id}>
        {options}
      </select>
      <label htmlFor="compare-to">{t('versions.to')}</label>
      <select id="compare-to" name="to" defaultValue="">
        <option value="">{t('versions.now')}</option>
        {options}
      </select>
      <button type="submit" className="plain">
        {t('versions.compare')}
      </button>
    </form>
  );
}

/** For the page of acknowledgements: how much of what stands each organisation wrote. */
function Ledger({ shares }: { shares: ShareView[] }) {
  const { t, i18n } = useTranslation('documents');
  if (shares.length === 0) return null;
  const percent = new Intl.NumberFormat(i18n.language, { style: 'percent', maximumFractionDigits: 1 });
  const number = new Intl.NumberFormat(i18n.language);
  return (
    <section>
      <h2 id="ledger">{t('ledger.title')}</h2>
      <p>{t('ledger.lede')}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls on a phone, and a keyboard must be able to scroll it */}
      <section className="table" aria-label={t('ledger.title')} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('ledger.organisation')}</th>
              <th scope="col" className="number">
                {t('ledger.characters')}
              </th>
              <th scope="col" className="number">
                {t('ledger.share')}
              </th>
            </tr>
          </thead>
          <tbody>
            {shares.map((s) => (
              <tr key={s.organisation ?? ''}>
                <th scope="row">{s.organisation === null ? t('ledger.unknown') : <bdi>{s.organisation}</bdi>}</th>
                <td className="number">{number.format(s.characters)}</td>
                <td className="number">{percent.format(s.share)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {shares.some((s) => s.organisation === null) && <p className="hint">{t('ledger.why-unknown')}</p>}
    </section>
  );
}
