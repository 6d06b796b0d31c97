import { useTranslation } from 'react-i18next';
import { acceptAttribute, attachmentLimits } from '../../attachments/attachment';
import type { DiscussionPage } from '../page.server';

type File = NonNullable<DiscussionPage['composer']>['files'][number];

/** Files that go with a contribution: those kept with its draft, and those being chosen. */
export function ComposerFiles({ files, mistake }: { files: File[]; mistake: string | null }) {
  const { t } = useTranslation('discussions');
  const erased = files.filter((file) => file.erased).length;
  return (
    <>
      {files.length > erased && (
        <ul className="attachments" aria-label={t('composer.kept-files')}>
          {files.map((file) =>
            file.erased ? null : (
              <li key={file.id}>
                <a href={`/attachments/${file.id}/${encodeURIComponent(file.name)}`}>
                  <bdi>{file.name}</bdi>
                </a>{' '}
                <small>{t('post.file-size', { kilobytes: Math.max(1, Math.round(file.size / 1024)) })}</small>{' '}
                {/* Sends the whole form: what was typed and chosen meanwhile is kept with it. */}
                <button
                  type="submit"
                  className="quiet"
                  name="as"
                  value={`remove:${file.id}`}
                  aria-label={t('composer.remove-file', { name: file.name })}
                >
                  {t('composer.remove')}
                </button>
              </li>
            ),
          )}
        </ul>
      )}
      {erased > 0 && <p className="notice">{t('composer.files-erased', { count: erased })}</p>}
      <div className="row">
        <label htmlFor="post.files">{t('composer.files')}</label>
        {/* Anew with each change of what is kept: what was chosen is among that now, and would be sent twice. */}
        <input
          key={files.map((file) => file.id).join(' ')}
          type="file"
          id="post.files"
          name="files"
          multiple
          accept={acceptAttribute}
          aria-describedby={`post.files.hint${mistake ? ' post.files.mistake' : ''}`}
          aria-invalid={mistake ? true : undefined}
        />
      </div>
      <p className="hint" id="post.files.hint">
        {t('composer.files-hint', { files: attachmentLimits.perPost, megabytes: attachmentLimits.bytes / 1024 / 1024 })}
      </p>
      {mistake && (
        <p className="mistake" id="post.files.mistake">
          {mistake}
        </p>
      )}
    </>
  );
}
