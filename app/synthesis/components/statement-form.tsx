import { Link, useActionData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Voice } from '../../heard/components/voice';
import { type ContentLanguage, languageNames } from '../../shared/languages';
import { Button, Checkbox, DeedForm, fieldId, TextArea, useRefused } from '../../shared/ui/form';
import { Words } from '../../shared/ui/words';
import { boxName } from '../boxes';
import type { CitableList } from '../queries/citable.server';
import type { EditView, StatementForm as Opened } from '../queries/editing.server';
import { CitableChoice } from './citable-choice';

/** What comes back when posts were looked for: the list, and all that was typed. Nothing was saved, nothing is lost. */
export interface Looked {
  looked: CitableList;
  typed: Record<string, string>;
}

/** One statement: its words in one language, and the posts it rests on. */
export function StatementForm({ view, form, list }: { view: EditView; form: Opened; list: CitableList }) {
  const { t } = useTranslation('synthesis');
  const refused = useRefused('statement');
  const answer = useActionData<Partial<Looked>>();
  const conflict = refused?.refusal.kind === 'conflict';
  const typed = answer?.typed;
  const name = languageNames[view.language as ContentLanguage];
  return (
    <>
      <h1>{t(form.statement ? 'edit.statement-title' : 'edit.new-title', { number: form.number })}</h1>
      {view.publishedAt && <p className="notice">{t('edit.correct-hint')}</p>}
      {form.own && (
        <section>
          <h2>{t('edit.own-words', { language: languageNames[form.own.language as ContentLanguage] })}</h2>
          <Words html={form.own.html} language={form.own.language} />
        </section>
      )}
      {conflict && (
        <section className="notice">
          <h2>{t('edit.now')}</h2>
          <p>{t('edit.now-hint')}</p>
          <pre className="source" dir="auto">
            {form.body}
          </pre>
        </section>
      )}
      <DeedForm deed="statement">
        <input type="hidden" name="statement" value={form.statement ?? 'new'} />
        <input type="hidden" name="language" value={view.language} />
        {/* The version that was opened counts until what stands now was shown beside it. */}
        <input
          type="hidden"
          name="version"
          key={conflict ? 'now' : 'opened'}
          value={typed?.version && !conflict ? typed.version : form.version}
        />
        <input type="hidden" name="once" value={typed?.once ?? form.once} />
        <TextArea
          deed="statement"
          name="body"
          label={t('edit.words', { language: name })}
          hint={t('edit.words-hint')}
          value={typed?.body ?? form.body}
          lang={view.language}
          rows={6}
          required
        />
        <CitableChoice view={view} list={answer?.looked ?? list} />
        <VoiceChoice view={view} typed={typed} />
        <p className="actions">
          <Button primary>{t(view.publishedAt ? 'edit.save-correction' : 'edit.save')}</Button>
          <Link to={`/discussions/${view.discussion.id}/synthesis/edit?language=${view.language}`}>
            {t('shared:form.cancel')}
          </Link>
        </p>
      </DeedForm>
    </>
  );
}

/** What survivors said and allowed to be cited. Their words come in when the page is sent. */
function VoiceChoice({ view, typed }: { view: EditView; typed: Record<string, string> | undefined }) {
  const { t } = useTranslation('heard');
  const mistake = useRefused('statement')?.refusal.fields?.voices;
  const id = fieldId('statement', 'voices');
  if (view.voices.length === 0) return null;
  return (
    <fieldset className="field citable" id={id} aria-describedby={mistake ? `${id}.mistake` : undefined}>
      <legend>{t('choose.legend')}</legend>
      <p className="hint">{t('choose.hint')}</p>
      {mistake && (
        <p className="mistake" id={`${id}.mistake`}>
          {t(mistake)}
        </p>
      )}
      {view.voices.map((v) => (
        <Checkbox
          key={v.id}
          name={boxName('voice', v.id)}
          checked={typed ? boxName('voice', v.id) in typed : v.ticked}
          label={<Voice voice={v.voice} on="choosing" />}
        />
      ))}
    </fieldset>
  );
}
