import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { PassageFields, Reason } from '../../facilitation/components/passage-fields';
import { Sure } from '../../facilitation/components/sure';
import { marker } from '../../facilitation/facilitation';
import { Button, Checkbox, DeedForm } from '../../shared/ui/form';
import { Time } from '../../shared/ui/time';
import type { RedactView } from '../queries/redacting.server';
import { DocumentFrame } from './document-frame';

export interface RedactProps {
  view: RedactView;
  passage: string;
  zone: string;
}

/** Erasing words from a document, its versions and what was said about it; and what was reported. */
export function RedactPage({ view, passage, zone }: RedactProps) {
  const { t } = useTranslation('documents');
  return (
    <DocumentFrame head={view.head} at="redact" title={t('redact.title')}>
      <div className="stack">
        <p className="lede">{t('redact.lede')}</p>
        <Reports view={view} zone={zone} />
        <section aria-labelledby="passage">
          <h2 id="passage">{t('redact.passage')}</h2>
          <p>{t('redact.passage-lede', { marker })}</p>
          <DeedForm deed="redact">
            <PassageFields
              deed="redact"
              passage={passage}
              words={{
                passage: t('redact.words'),
                passageHint: t('redact.words-hint'),
                reason: t('redact.reason'),
                reasonHint: t('redact.reason-hint'),
              }}
            />
            <Sure deed="redact">
              <Checkbox name="sure" label={t('redact.sure')} />
            </Sure>
            <p className="actions">
              <Button danger>{t('redact.do')}</Button>
            </p>
          </DeedForm>
        </section>
        <Pictures view={view} />
        {view.erasures.length > 0 && (
          <section aria-labelledby="erased">
            <h2 id="erased">{t('redact.erased')}</h2>
            <ul>
              {view.erasures.map((e) => (
                <li key={e.id}>
                  <Time at={e.at} zone={zone} /> <bdi>{e.by}</bdi>: <bdi>{e.reason}</bdi>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </DocumentFrame>
  );
}

function Reports({ view, zone }: { view: RedactView; zone: string }) {
  const { t } = useTranslation('documents');
  if (view.reports.length === 0) return null;
  return (
    <section aria-labelledby="reports" id="reports-section">
      <h2 id="reports">{t('redact.reports', { count: view.reports.length })}</h2>
      <ul className="list">
        {view.reports.map((r) => (
          <li key={r.id}>
            <p className="meta">
              <Time at={r.at} zone={zone} />
              <span>{r.by ? <bdi>{r.by}</bdi> : t('redact.a-visitor')}</span>
            </p>
            {r.reason && <p dir="auto">{r.reason}</p>}
            {r.block && r.words && (
              <p>
                <Link to={`/documents/${view.head.id}#${r.block}`}>
                  <q dir="auto">{r.words}</q>
                </Link>
              </p>
            )}
            <DeedForm deed={`keep-${r.id}`}>
              <input type="hidden" name="report" value={r.id} />
              <Button>{t('redact.keep')}</Button>
            </DeedForm>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Pictures({ view }: { view: RedactView }) {
  const { t } = useTranslation('documents');
  if (view.pictures.length === 0) return null;
  return (
    <section aria-labelledby="pictures">
      <h2 id="pictures">{t('redact.pictures')}</h2>
      <ul className="list">
        {view.pictures.map((p) => (
          <li key={p.id}>
            <figure>
              <img src={`/documents/${view.head.id}/pictures/${p.id}`} alt={p.alt} loading="lazy" />
            </figure>
            <DeedForm deed={`picture-${p.id}`}>
              <input type="hidden" name="picture" value={p.id} />
              <Reason deed={`picture-${p.id}`} label={t('redact.reason')} />
              <Button danger>
                {t('redact.picture')}
                <span className="unseen">: {p.alt}</span>
              </Button>
            </DeedForm>
          </li>
        ))}
      </ul>
    </section>
  );
}
