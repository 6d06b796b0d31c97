import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Button, DeedForm, RefusedWithoutForm } from '../../shared/ui/form';
import { Time } from '../../shared/ui/time';
import type { DecisionView, SuggestionsView, SuggestionView } from '../queries/suggestions.server';
import { DocumentFrame, SectionTitle } from './document-frame';
import { useDocumentLive } from './use-document-live';

export interface DoneView {
  decided: 'accepted' | 'rejected';
  count: number;
  /** How many of those that were asked for others decide. */
  left: number;
}

/** What is proposed, section by section, with its author; decided here without a script by those who own the section. */
export function SuggestionsPage({ view, zone, done }: { view: SuggestionsView; zone: string; done: DoneView | null }) {
  const { t } = useTranslation('documents');
  useDocumentLive(view.head.id, ['suggestions-decided', 'sections-changed', 'settled']);
  const mine = view.suggestions.filter((s) => s.mayDecide);
  const stands = (deed: string) =>
    /^(?:accept|reject)-all$/.test(deed)
      ? mine.length > 1
      : mine.some(({ id }) => deed === `accept-${id}` || deed === `reject-${id}`);
  const known = new Set(view.sections.map((s) => s.key));
  const groups = [
    ...view.sections,
    ...(view.suggestions.some((s) => !known.has(s.section)) ? [{ key: null, title: '' }] : []),
  ];
  return (
    <DocumentFrame head={view.head} at="suggestions" title={t('suggestions.title')}>
      <div className="stack">
        <RefusedWithoutForm stands={(deed) => stands(deed)} />
        {done && <Done {...done} />}
        <p className="lede">{t('suggestions.lede', { count: view.suggestions.length })}</p>
        {mine.length > 1 && (
          <div className="actions">
            {(['accept', 'reject'] as const).map((deed) => (
              <DeedForm key={deed} deed={`${deed}-all`}>
                <Button>{t(`suggestions.${deed}-all`, { count: mine.length })}</Button>
              </DeedForm>
            ))}
          </div>
        )}
        {groups.map((group) => {
          const here = view.suggestions.filter((s) =>
            group.key === null ? !known.has(s.section) : s.section === group.key,
          );
          if (here.length === 0) return null;
          return (
            <section key={group.key ?? '?'} aria-labelledby={`in-${group.key}`}>
              <h2 id={`in-${group.key}`}>
                <SectionTitle title={group.title} />
              </h2>
              <ul className="list">
                {here.map((s) => (
                  <Suggestion key={s.id} s={s} id={view.head.id} zone={zone} />
                ))}
              </ul>
            </section>
          );
        })}
        {view.decisions.length > 0 && <Decisions decisions={view.decisions} zone={zone} />}
      </div>
    </DocumentFrame>
  );
}

/** What has come of the last decision: that some are left to others has to be said, or all would be taken for done. */
function Done({ decided, count, left }: DoneView) {
  const { t } = useTranslation('documents');
  return (
    <p className="notice" role="status">
      {[t(`suggestions.done-${decided}`, { count }), left > 0 ? t('suggestions.left', { count: left }) : '']
        .join(' ')
        .trim()}
    </p>
  );
}

function Suggestion({ s, id, zone }: { s: SuggestionView; id: number; zone: string }) {
  const { t } = useTranslation('documents');
  const who = s.author ?? t('suggestions.someone');
  return (
    <li id={`suggestion-${s.id}`}>
      <article>
        <p className="meta">
          <span className="who">
            <bdi>{who}</bdi>
          </span>
          {s.organisation && (
            <span className="org">
              <bdi>{s.organisation}</bdi>
            </span>
          )}
          {s.through && <span>{t('suggestions.through', { name: s.through })}</span>}
          {s.at && !Number.isNaN(Date.parse(s.at)) && <Time at={s.at} zone={zone} />}
          <span>{s.kinds.map((kind) => t(`suggestions.kind.${kind}`)).join(', ')}</span>
        </p>
        <div className="changes" dir="auto">
          {s.about && <p>{s.about}</p>}
          {s.deleted && (
            <p>
              <span className="unseen">{t('suggestions.goes')} </span>
              <del>{s.deleted}</del>
            </p>
          )}
          {s.inserted && (
            <p>
              <span className="unseen">{t('suggestions.comes')} </span>
              <ins>{s.inserted}</ins>
            </p>
          )}
        </div>
        {s.block && (
          <p>
            <Link to={`/documents/${id}#${s.block}`}>{t('suggestions.place')}</Link>
          </p>
        )}
        {s.mayDecide ? (
          <div className="actions">
            {(['accept', 'reject'] as const).map((deed) => (
              <DeedForm key={deed} deed={`${deed}-${s.id}`}>
                <input type="hidden" name="ids" value={s.id} />
                <Button>
                  {t(`suggestions.${deed}`)}
                  <span className="unseen">: {t('suggestions.of', { who })}</span>
                </Button>
              </DeedForm>
            ))}
          </div>
        ) : (
          <p className="hint">
            {t('suggestions.decides')} <bdi>{s.owner}</bdi>
          </p>
        )}
      </article>
    </li>
  );
}

function Decisions({ decisions, zone }: { decisions: DecisionView[]; zone: string }) {
  const { t } = useTranslation('documents');
  return (
    <section aria-labelledby="decisions">
      <h2 id="decisions">{t('suggestions.decided')}</h2>
      <ul>
        {decisions.map((d) => (
          <li key={d.id}>
            {t(`suggestions.was-${d.decided}`, {
              author: d.author ?? t('suggestions.someone'),
              by: d.by,
              organisation: d.organisation ?? '',
            })}{' '}
            <Time at={d.at} zone={zone} />
          </li>
        ))}
      </ul>
    </section>
  );
}
