import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { contentLanguages, languageNames } from '../../shared/languages';
import { Button, DeedForm, Select, TextArea, useRefused } from '../../shared/ui/form';
import { Version } from '../../shared/ui/standing-now';
import type { PostToEdit } from '../queries/post.server';

/** Rewriting one's own post. Where another version was saved meanwhile, both are on the screen. */
export function EditPost({ post }: { post: PostToEdit }) {
  const { t } = useTranslation('discussions');
  const refused = useRefused('edit');
  const conflict = refused?.refusal.kind === 'conflict' || post.draft !== null;
  return (
    <div className="narrow stack">
      <p className="crumb">
        <Link to={`/posts/${post.id}`}>{post.title}</Link>
      </p>
      <h1>{t('edit.title')}</h1>
      <p className="hint">{t('edit.hint')}</p>
      {post.held && <p className="hint">{t('edit.hint-pre')}</p>}
      {conflict && (
        <section className="notice">
          <h2>{t('edit.theirs')}</h2>
          <p>{t('edit.theirs-hint')}</p>
          <pre className="source" dir="auto">
            {post.body}
          </pre>
        </section>
      )}
      <DeedForm deed="edit">
        <Version deed="edit" now={post.version} />
        <TextArea
          deed="edit"
          name="body"
          label={t('composer.label')}
          hint={t('composer.hint')}
          value={post.draft ?? post.body}
          rows={12}
          lang={post.language}
        />
        <Select
          deed="edit"
          name="language"
          label={t('composer.language')}
          value={post.language}
          options={contentLanguages.map((l) => ({ value: l, label: languageNames[l] }))}
        />
        <p className="actions">
          <Button primary>{t('edit.save')}</Button>
          <Link to={`/posts/${post.id}`}>{t('shared:form.cancel')}</Link>
        </p>
      </DeedForm>
    </div>
  );
}
