import { useTranslation } from 'react-i18next';
import { contentLanguages, directionOf, languageNames } from '../../../shared/languages';
import { Button, DeedForm, Field, RefusedWithoutForm, Select } from '../../../shared/ui/form';
import { Version } from '../../../shared/ui/standing-now';
import { Way } from '../../../shared/ui/way';
import { sides } from '../claim';
import type { ClaimToEdit } from '../queries/claim.server';
import { type PassageView, passagesOf } from '../view';
import { useSectionNames } from './claim-fields';
import { Crumb, Passage } from './parts';

/** One claim for those who write it: its sentence, its place, and every passage it rests on. */
export function ClaimEditPage({ view }: { view: ClaimToEdit }) {
  const { t } = useTranslation('claims');
  const { claim } = view;
  const nameOf = useSectionNames();
  const waiting = waitingIn(passagesOf(claim));
  const forms = new Set(['reword', 'place', 'remove']);
  for (const p of passagesOf(claim)) forms.add(`passage-${p.id}`).add(`settle-${p.citation}`);
  return (
    <div className="narrow stack">
      <Crumb head={view} to="claims" />
      <h1>{t('claim', { number: claim.number })}</h1>
      <p className="words" lang={claim.language} dir={directionOf(claim.language)}>
        {claim.words}
      </p>
      <p>
        <Way to={`/claims/${claim.id}`}>{t('edit.page')}</Way>
      </p>
      <RefusedWithoutForm stands={(deed) => forms.has(deed)} />
      {waiting.length > 0 && (
        <section aria-labelledby="waiting">
          <h2 id="waiting">{t('edit.changed')}</h2>
          <p className="hint">{t('edit.changed-hint')}</p>
          {waiting.map((p) => (
            <Settle key={p.citation} passage={p} />
          ))}
        </section>
      )}
      {sides.map((side) => (
        <section key={side} aria-labelledby={side}>
          <h2 id={side}>{t(`side.${side}`)}</h2>
          {claim[side].length === 0 && <p className="empty">{t(`edit.none-${side}`)}</p>}
          <ul className="list">
            {claim[side].map((p) => (
              <li key={p.id}>
                <Passage passage={p} />
                <DeedForm deed={`passage-${p.id}`} className="actions">
                  <input type="hidden" name="passage" value={p.id} />
                  <Button quiet name="as" value={side === 'for' ? 'against' : 'for'}>
                    {t(side === 'for' ? 'edit.to-against' : 'edit.to-for')}
                  </Button>
                  <Button quiet name="as" value="untag">
                    {t('edit.untag')}
                  </Button>
                </DeedForm>
              </li>
            ))}
          </ul>
        </section>
      ))}
      <section aria-labelledby="words">
        <h2 id="words">{t('edit.words')}</h2>
        {[view.own, ...contentLanguages.filter((l) => l !== view.own)].map((language) => (
          <Reword key={language} view={view} language={language} />
        ))}
      </section>
      <section aria-labelledby="section">
        <h2 id="section">{t('tag.section')}</h2>
        <DeedForm deed="place">
          <Select
            deed="place"
            name="section"
            label={t('tag.section')}
            value={claim.section}
            options={view.sections.map((s) => ({ value: s.key, label: nameOf(s) }))}
          />
          <Button>{t('edit.place')}</Button>
        </DeedForm>
      </section>
      <Remove view={view} />
    </div>
  );
}

/** One of each source that changed. */
function waitingIn(passages: PassageView[]): PassageView[] {
  return passages.filter((p, i) => p.waits && passages.findIndex((other) => other.citation === p.citation) === i);
}

function Settle({ passage: p }: { passage: PassageView }) {
  const { t } = useTranslation('claims');
  return (
    <article>
      <Passage passage={p} />
      <DeedForm deed={`settle-${p.citation}`} className="actions">
        <input type="hidden" name="citation" value={p.citation} />
        <Button name="as" value="keep">
          {t('edit.keep')}
        </Button>
        <Button name="as" value="drop">
          {t('edit.drop')}
        </Button>
      </DeedForm>
    </article>
  );
}

function Reword({ view, language }: { view: ClaimToEdit; language: string }) {
  const { t } = useTranslation('claims');
  const isOwn = language === view.own;
  const body = view.texts.find((x) => x.language === language)?.body ?? '';
  const deed = isOwn ? 'reword' : `reword-${language}`;
  const name = languageNames[language as keyof typeof languageNames];
  const form = (
    <DeedForm deed={deed}>
      <input type="hidden" name="language" value={language} />
      <Version deed={deed} now={view.claim.version} />
      <Field deed={deed} name="body" label={t('tag.body')} value={body} lang={language} dir="auto" required />
      <Button>{t('edit.reword')}</Button>
    </DeedForm>
  );
  if (isOwn) return form;
  return (
    <details className="fold" open={body !== ''}>
      <summary lang={language}>{name}</summary>
      {form}
    </details>
  );
}

function Remove({ view }: { view: ClaimToEdit }) {
  const { t } = useTranslation('claims');
  const { claim } = view;
  return (
    <details className="fold">
      <summary>{t('edit.remove')}</summary>
      <DeedForm deed="remove">
        <Version deed="remove" now={claim.version} />
        {claim.publishedAt ? (
          <Field deed="remove" name="reason" label={t('edit.reason')} hint={t('edit.reason-hint')} required />
        ) : (
          <p>{t('edit.remove-hint')}</p>
        )}
        <Button danger>{t('edit.remove-go')}</Button>
      </DeedForm>
    </details>
  );
}
