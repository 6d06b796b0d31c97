import { useTranslation } from 'react-i18next';
import { directionOf } from '../../../shared/languages';
import { Button, Checkbox, DeedForm, RefusedWithoutForm, TextArea } from '../../../shared/ui/form';
import { Way } from '../../../shared/ui/way';
import type { Board } from '../queries/board.server';
import type { ListedSource } from '../queries/sources.server';
import type { ClaimView } from '../view';
import { CoverageTable } from './coverage-table';
import { Crumb, SectionName } from './parts';

/** The desk of those who code: claims in their order, the figures, what is used nowhere, and the way to publishing. */
export function BoardPage({ view }: { view: Board }) {
  const { t } = useTranslation('claims');
  const here = `/consultations/${view.consultation.id}`;
  const forms = new Set(['waive', 'unwaive', 'publish', 'document', ...view.claims.map((c) => `move-${c.id}`)]);
  return (
    <div className="narrow stack">
      <Crumb head={view} />
      <h1>{t('claims.title')}</h1>
      <p>
        <span className={`state ${view.publishedAt ? 'synthesised' : 'draft'}`}>
          {t(view.publishedAt ? 'published' : 'draft')}
        </span>
      </p>
      <p className="lede">{t('claims.lede')}</p>
      <RefusedWithoutForm stands={(deed) => forms.has(deed)} />
      <p className="actions">
        <Way className="button" to={`${here}/claims/code`}>
          {t('claims.code')}
        </Way>
        <Way className="plain" to={`${here}/claims/voices`}>
          {t('code.voices')}
        </Way>
        <Way className="plain" to={`${here}/synthesis`}>
          {t('claims.read')}
        </Way>
        <Way className="plain" to={`${here}/report`}>
          {t('claims.report')}
        </Way>
      </p>
      <section aria-labelledby="coverage">
        <h2 id="coverage">{t('coverage.title')}</h2>
        <CoverageTable coverage={view.coverage} />
      </section>
      <Claims view={view} />
      <Unused view={view} />
      <Waived view={view} />
      <Composition view={view} />
      <Publishing view={view} />
    </div>
  );
}

function Claims({ view }: { view: Board }) {
  const { t } = useTranslation('claims');
  if (view.claims.length === 0) return <p className="empty">{t('claims.empty')}</p>;
  return (
    <>
      {view.sections.map((section) => {
        const claims = view.claims.filter((c) => c.section === section.key);
        if (claims.length === 0) return null;
        return (
          <section key={section.key}>
            <h2>
              <SectionName section={section} />
            </h2>
            <ol className="list">
              {claims.map((c, i) => (
                <li key={c.id}>
                  <ClaimLine
                    claim={c}
                    to={`/consultations/${view.consultation.id}/claims/${c.id}`}
                    first={i === 0}
                    last={i === claims.length - 1}
                  />
                </li>
              ))}
            </ol>
          </section>
        );
      })}
    </>
  );
}

function ClaimLine({ claim: c, to, first, last }: { claim: ClaimView; to: string; first: boolean; last: boolean }) {
  const { t } = useTranslation('claims');
  if (c.withdrawn) return <p className="tombstone">{t('withdrawn-claim', { number: c.number })}</p>;
  const waits = [...c.for, ...c.against].some((p) => p.waits);
  const name = <span className="unseen">{t('claim', { number: c.number })}</span>;
  return (
    <article>
      <h3 lang={c.language} dir={directionOf(c.language)}>
        <Way to={to}>{c.words}</Way>
      </h3>
      <p className="meta">
        <span>{t('claim', { number: c.number })}</span>
        <span>{t('passages-for', { count: c.for.length })}</span>
        <span>{t('passages-against', { count: c.against.length })}</span>
        {c.sources === 1 && <span className="tag">{t('single')}</span>}
        {c.publishedAt === null && <span className="state draft">{t('draft')}</span>}
        {waits && <span className="source-changed">{t('changed')}</span>}
        {c.lost && <span className="source-changed">{t('lost')}</span>}
      </p>
      {!(first && last) && (
        <DeedForm deed={`move-${c.id}`} className="actions">
          <input type="hidden" name="claim" value={c.id} />
          {!first && (
            <Button quiet name="direction" value="up">
              {t('claims.up')} {name}
            </Button>
          )}
          {!last && (
            <Button quiet name="direction" value="down">
              {t('claims.down')} {name}
            </Button>
          )}
        </DeedForm>
      )}
    </article>
  );
}

function Who({ source: s }: { source: ListedSource }) {
  const { t } = useTranslation('claims');
  return (
    <span className="meta">
      <span className="tag">{t(`kind.${s.kind}`)}</span>
      {s.author && <bdi>{s.author}</bdi>}
      {s.organisation && (
        <span className="org">
          <bdi>{s.organisation}</bdi>
        </span>
      )}
    </span>
  );
}

function Words({ source: s }: { source: ListedSource }) {
  return (
    <blockquote lang={s.language} dir={directionOf(s.language)}>
      {s.words}
    </blockquote>
  );
}

function Unused({ view }: { view: Board }) {
  const { t } = useTranslation('claims');
  const { unused, unusedCount } = view;
  if (unusedCount === 0) return <p className="notice good">{t('unused.none')}</p>;
  return (
    <section aria-labelledby="unused">
      <h2 id="unused">{t('unused.title', { count: unusedCount })}</h2>
      <p className="hint">{t('unused.hint')}</p>
      {unused.length < unusedCount && (
        <p className="hint">{t('unused.more', { shown: unused.length, count: unusedCount })}</p>
      )}
      {unused.length > 0 && (
        <DeedForm deed="waive">
          <fieldset className="field citable">
            <legend>{t('unused.choose')}</legend>
            {unused.map((s) => (
              <div className="citable-post" key={`${s.kind}:${s.id}`}>
                <Checkbox deed="waive" name="sources" value={`${s.kind}:${s.id}`} label={<Who source={s} />} />
                <Words source={s} />
                <p className="row">
                  <Way to={`/consultations/${view.consultation.id}/claims/code?source=${s.kind}:${s.id}`}>
                    {t('unused.code')}
                  </Way>
                </p>
              </div>
            ))}
          </fieldset>
          <TextArea
            deed="waive"
            name="reason"
            label={t('waive.reason')}
            hint={t('waive.reason-hint')}
            rows={3}
            required
          />
          <Button>{t('waive.go')}</Button>
        </DeedForm>
      )}
    </section>
  );
}

function Waived({ view }: { view: Board }) {
  const { t } = useTranslation('claims');
  if (view.waived.length === 0) return null;
  return (
    <section aria-labelledby="waived">
      <h2 id="waived">{t('waived.title')}</h2>
      <DeedForm deed="unwaive">
        <ul className="list">
          {view.waived.map((s) => (
            <li key={`${s.kind}:${s.id}`}>
              <Who source={s} />
              <Words source={s} />
              <p className="hint">
                {t('waived.reason')} <bdi>{s.reason}</bdi>
              </p>
              {!view.publishedAt && (
                <Button quiet name="source" value={`${s.kind}:${s.id}`}>
                  {t('waived.take-back')} <span className="unseen">{s.author || t(`kind.${s.kind}`)}</span>
                </Button>
              )}
            </li>
          ))}
        </ul>
      </DeedForm>
    </section>
  );
}

function Composition({ view }: { view: Board }) {
  const { t } = useTranslation('claims');
  return (
    <section aria-labelledby="composition">
      <h2 id="composition">{t('composition.title')}</h2>
      <p>{t('composition.lede')}</p>
      {view.document ? (
        <p>
          <Way className="plain" to={`/documents/${view.document}`}>
            {t('composition.open')}
          </Way>
        </p>
      ) : (
        <DeedForm deed="document">
          <Button>{t('composition.make')}</Button>
        </DeedForm>
      )}
    </section>
  );
}

function Publishing({ view }: { view: Board }) {
  const { t } = useTranslation('claims');
  const { why } = view;
  if (view.publishedAt && view.fresh === 0) return null;
  return (
    <section aria-labelledby="publish">
      <h2 id="publish">{t('publish.title')}</h2>
      <p>{t('publish.lede')}</p>
      {view.themes > 0 && (
        <p className="notice">
          <Way to={`/consultations/${view.consultation.id}/claims/voices`}>
            {t('publish.themes', { count: view.themes })}
          </Way>
        </p>
      )}
      {why && <p className="notice">{t(why.message, why.values)}</p>}
      <DeedForm deed="publish">
        <Button primary={why === null}>{t('publish.go')}</Button>
      </DeedForm>
    </section>
  );
}
