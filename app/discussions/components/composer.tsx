import { Form, useNavigation } from '@remix-run/react';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { contentLanguages, directionOf, languageNames } from '../../shared/languages';
import { madeForField } from '../../shared/made-for';
import { MadeFor, Mistakes, usePersonOfPage, useRefused } from '../../shared/ui/form';
import { useStanding } from '../../shared/ui/standing';
import { Time } from '../../shared/ui/time';
import { Way } from '../../shared/ui/way';
import { limits } from '../discussion';
import type { DiscussionPage } from '../page.server';
import { ComposerFiles } from './composer-files';
import { MentionNames } from './mention-names';
import { useDraft } from './use-draft';

const FormattingEditor = lazy(() => import('../../shared/rich-text/formatting-editor.client'));

/** Carries a quotation from a post to the composer. */
export const quoteEvent = 'plenary:quote';

/**
 * Where a contribution is written. A plain textarea with everything that is needed; with JavaScript the draft is kept
 * on the server as one types, and formatting can be asked for.
 */
export function Composer({
  composer,
  discussion,
  path,
  page,
  lastOrdinal,
  zone,
  moderation,
  facilitates,
}: {
  composer: NonNullable<DiscussionPage['composer']>;
  discussion: number;
  path: string;
  page: number;
  lastOrdinal: number;
  zone: string;
  moderation: 'pre' | 'post';
  facilitates: boolean;
}) {
  const { t } = useTranslation('discussions');
  const refused = useRefused('post');
  const navigation = useNavigation();
  const [formatting, setFormatting] = useState(false);
  const [language, setLanguage] = useState(
    useStanding('post.language') ?? refused?.typed.language ?? composer.language,
  );
  // The form's key and text are its own from here on: the page is read again while one types, and must not take them.
  const [once] = useState(refused?.typed.once ?? composer.once);
  const reply = composer.inReplyTo;
  const person = usePersonOfPage();
  const { body, type, saving, saved, erased, sent } = useDraft({
    id: 'post.body',
    initial: refused?.typed.body ?? composer.body,
    savedAt: composer.savedAt,
    path: `/discussions/${discussion}/draft`,
    fields: { language, once, inReplyTo: reply ? String(reply.id) : '', [madeForField]: String(person ?? '') },
  });
  const area = useRef<HTMLTextAreaElement>(null);
  const sending = navigation.formData?.get('once') === once;

  // A quotation is added to what is typed; see conversation-page.
  useEffect(() => {
    const add = (e: Event) => {
      type((text) => `${text}${text && !text.endsWith('\n\n') ? '\n\n' : ''}${(e as CustomEvent<string>).detail}`);
      area.current?.focus();
      area.current?.scrollIntoView({ block: 'center' });
    };
    window.addEventListener(quoteEvent, add);
    return () => window.removeEventListener(quoteEvent, add);
  });

  const mistake = refused?.refusal.fields?.body;
  return (
    <Form
      method="post"
      action={`${path}?page=${page}${reply ? `&reply=${reply.id}` : ''}#composer`}
      encType="multipart/form-data"
      className="composer"
      id="composer"
      noValidate
      onSubmit={sent}
    >
      <input type="hidden" name="deed" value="post" />
      <MadeFor />
      <input type="hidden" name="once" value={once} />
      <input type="hidden" name="inReplyTo" value={reply?.id ?? ''} />
      <input type="hidden" name="since" value={saved ?? ''} />
      {refused && <Mistakes refused={refused} deed="post" />}
      {erased && (
        <p className="notice" role="status">
          {t('composer.erased')}
        </p>
      )}
      {composer.keptBecause === 'closed' && !refused && <p className="notice">{t('composer.kept-closed')}</p>}
      {composer.why && <p className="notice">{t(composer.why.message, composer.why.values ?? {})}</p>}
      {reply && (
        <p className="reply">
          {t('post.in-reply-to')}{' '}
          <a href={`/posts/${reply.id}`}>
            <bdi>{reply.author}</bdi>
          </a>{' '}
          · <Way to={`${path}?page=${page}#composer`}>{t('composer.no-reply')}</Way>
        </p>
      )}
      <label htmlFor="post.body" id="post.body.label">
        {t('composer.label')}
      </label>
      <p className="hint" id="post.body.hint">
        {t('composer.hint')}
        {moderation === 'pre' && !facilitates && ` ${t('composer.hint-pre')}`}
      </p>
      {mistake && (
        <p className="mistake" id="post.body.mistake">
          {t(mistake, refused?.refusal.values)}
        </p>
      )}
      {formatting ? (
        <Suspense fallback={<p>{t('composer.loading-formatting')}</p>}>
          <FormattingEditor
            name="body"
            initialMarkdown={body}
            onChange={(text: string) => type(() => text)}
            label={t('composer.label')}
            language={language}
            dir={directionOf(language)}
            describedBy="post.body.hint"
          />
        </Suspense>
      ) : (
        <textarea
          id="post.body"
          name="body"
          rows={8}
          dir="auto"
          lang={language}
          value={body}
          maxLength={limits.body * 2}
          ref={area}
          onChange={(e) => {
            const text = e.currentTarget.value;
            type(() => text);
          }}
          aria-describedby={`post.body.hint${mistake ? ' post.body.mistake' : ''}`}
          aria-invalid={mistake ? true : undefined}
        />
      )}
      {!formatting && <MentionNames area={area} path={`/discussions/${discussion}/names`} body={body} type={type} />}
      <div className="row">
        <label htmlFor="post.language">{t('composer.language')}</label>
        <select
          id="post.language"
          name="language"
          value={language}
          onChange={(e) => {
            setLanguage(e.currentTarget.value);
            type((text) => text);
          }}
        >
          {contentLanguages.map((l) => (
            <option key={l} value={l} lang={l}>
              {languageNames[l]}
            </option>
          ))}
        </select>
      </div>
      <ComposerFiles
        files={composer.files}
        mistake={refused?.refusal.fields?.files ? t(refused.refusal.fields.files, refused.refusal.values) : null}
      />
      <footer>
        <span role="status">
          {saving ? (
            t('composer.saving')
          ) : saved ? (
            <>
              {t('composer.saved')} · <Time at={saved} zone={zone} style="time" />
            </>
          ) : null}
        </span>
        <WithScript>
          <button type="button" className="quiet" onClick={() => setFormatting(!formatting)} aria-pressed={formatting}>
            {t('composer.formatting')}
          </button>
        </WithScript>
        <button type="submit" className="plain" name="as" value="draft">
          {t('composer.save-draft')}
        </button>
        <button
          type="submit"
          className="primary"
          name="as"
          value="post"
          disabled={sending || composer.why !== null}
          aria-disabled={sending || undefined}
        >
          {sending ? t('composer.sending') : t('composer.post')}
        </button>
      </footer>
      <input type="hidden" name="seen" value={lastOrdinal} />
    </Form>
  );
}

/** What only makes sense once scripts run appears only then. */
function WithScript({ children }: { children: React.ReactNode }) {
  const [runs, setRuns] = useState(false);
  useEffect(() => setRuns(true), []);
  return runs ? children : null;
}
