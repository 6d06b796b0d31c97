import { useTranslation } from 'react-i18next';
import { directionOf } from '../../../shared/languages';
import { Button, DeedForm, Field, fieldId, useRefused } from '../../../shared/ui/form';
import { Version } from '../../../shared/ui/standing-now';
import { Way } from '../../../shared/ui/way';
import type { CodedSource, Coding, TaggedPassage } from '../queries/coding.server';
import type { Section } from '../queries/whole.server';
import { ClaimFields } from './claim-fields';
import { Crumb, SectionName } from './parts';
import { useMarked } from './use-marked';

/** One source after the other: what is read here is tagged to claims, sentence by sentence or by what one marks. */
export function CodingPage({ view }: { view: Coding }) {
  const { t } = useTranslation('claims');
  const here = `/consultations/${view.consultation.id}/claims`;
  const { source } = view;
  return (
    <div className="narrow stack">
      <Crumb head={view} to="claims" />
      <h1>{t('code.title')}</h1>
      <p className="lede">{t('code.lede')}</p>
      <p role="status">{t('code.progress', { coded: view.coded, all: view.all })}</p>
      {source ? (
        <SourceForm key={`${source.kind}:${source.id}`} view={view} source={source} />
      ) : (
        <p className="empty">{t('code.empty')}</p>
      )}
      <p className="actions">
        {view.next && (
          <Way className="button" to={`${here}/code?source=${view.next.kind}:${view.next.id}`}>
            {t('code.next')}
          </Way>
        )}
        <Way className="plain" to={`${here}/voices`}>
          {t('code.voices')}
        </Way>
        <Way className="plain" to={here}>
          {t('code.done')}
        </Way>
      </p>
    </div>
  );
}

function SourceForm({ view, source }: { view: Coding; source: CodedSource }) {
  const { t } = useTranslation('claims');
  const question: Section | undefined = view.sections.find((s) => s.key === source.section);
  const name = `${source.kind}:${source.id}`;
  return (
    <section className="stack" aria-labelledby="source">
      <h2 id="source">{t(`kind.${source.kind}`)}</h2>
      <p className="meta">
        {source.author && (
          <span className="who">
            <bdi>{source.author}</bdi>
          </span>
        )}
        {source.organisation && (
          <span className="org">
            <bdi>{source.organisation}</bdi>
          </span>
        )}
        {source.sector && <span className="sector">{t(`sectors:${source.sector}.name`)}</span>}
        {source.state !== 'unused' && <span className="tag">{t(`state.${source.state}`)}</span>}
        <Way to={`/trace/${source.kind}/${source.id}`}>{t('code.uses')}</Way>
      </p>
      {question && (
        <p>
          <strong>
            <SectionName section={question} />
          </strong>
        </p>
      )}
      <DeedForm deed="tag">
        <input type="hidden" name="source" value={name} />
        <Version deed="tag" now={source.version} />
        <Sentences source={source} />
        <ClaimFields
          deed="tag"
          claims={view.claims}
          sections={view.sections}
          section={question?.key ?? 'other'}
          language={source.language}
          once={view.once}
        />
        <p className="actions">
          <Button primary name="side" value="for">
            {t('tag.for')}
          </Button>
          <Button name="side" value="against">
            {t('tag.against')}
          </Button>
        </p>
      </DeedForm>
      {source.state === 'unused' && (
        <details className="fold">
          <summary>{t('code.waive')}</summary>
          <DeedForm deed="waive">
            <input type="hidden" name="sources" value={name} />
            <Field deed="waive" name="reason" label={t('waive.reason')} hint={t('waive.reason-hint')} required />
            <Button>{t('waive.go')}</Button>
          </DeedForm>
        </details>
      )}
    </section>
  );
}

/** The source itself. Each sentence has a box; with scripts any words can be marked instead, with a pointer or the keys. */
function Sentences({ source }: { source: CodedSource }) {
  const { t } = useTranslation('claims');
  const { ref, marked, clear } = useMarked();
  const mistake = useRefused('tag')?.refusal.fields?.sentences;
  return (
    <fieldset className="field sentences" id={fieldId('tag', 'sentences')} ref={ref} tabIndex={-1}>
      <legend>{t('tag.passage')}</legend>
      <p className="hint">{t('tag.passage-hint')}</p>
      {mistake && <p className="mistake">{t(mistake)}</p>}
      <div lang={source.language} dir={directionOf(source.language)}>
        {source.sentences.map((s, i) => (
          <label key={s.start} className="choice">
            <input type="checkbox" name="sentences" value={i} />
            <span>
              <span data-start={s.start}>{s.words}</span>
              <Tagged passages={source.tagged.filter((p) => p.start < s.end && s.start < p.end)} />
            </span>
          </label>
        ))}
      </div>
      {marked && (
        <p className="notice" role="status">
          {t('tag.marked')} <q dir="auto">{marked.words}</q> <input type="hidden" name="start" value={marked.start} />
          <input type="hidden" name="end" value={marked.end} />
          <Button type="button" quiet onClick={clear}>
            {t('tag.clear')}
          </Button>
        </p>
      )}
    </fieldset>
  );
}

function Tagged({ passages }: { passages: TaggedPassage[] }) {
  const { t } = useTranslation('claims');
  if (passages.length === 0) return null;
  return (
    <small>
      {passages.map((p) => (
        <span className="tag" key={p.id} title={p.by}>
          {t(`tagged-${p.side}`, { number: p.number })}
        </span>
      ))}
    </small>
  );
}
