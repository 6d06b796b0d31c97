import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Button, Checkbox, DeedForm, useRefused } from '../../shared/ui/form';
import { marker } from '../facilitation';
import { fileBox } from '../files';
import type { SubjectView } from '../subject';
import { PassageFields, Reason } from './passage-fields';
import { PostPage } from './subject';
import { Sure } from './sure';

export interface RedactProps {
  post: SubjectView;
  files: { id: string; name: string }[];
  /** The passage as it was selected on the page of the discussion. */
  passage: string;
  zone: string;
}

/** Erasing a passage, files, or the whole post: three forms, from the least to the most. */
export function Redact({ post, files, passage, zone }: RedactProps) {
  const { t } = useTranslation('facilitation');
  const refused = useRefused('passage');
  return (
    <PostPage post={post} title={t('redact.title')} lede={t('redact.lede')} zone={zone}>
      <section aria-labelledby="passage">
        <h2 id="passage">{t('redact.passage')}</h2>
        <p>{t('redact.passage-hint', { marker })}</p>
        <DeedForm deed="passage">
          <PassageFields
            deed="passage"
            passage={passage}
            words={{
              passage: t('field.passage'),
              passageHint: t('field.passage-hint'),
              reason: t('field.reason'),
              reasonHint: t('field.reason-erasing'),
            }}
          />
          {files.length > 0 && (
            <FileChoice deed="passage" legend={t('redact.files-too')} hint={t('redact.files-hint')} files={files} />
          )}
          {refused?.refusal.kind === 'conflict' && (
            <div className="field">
              <Elsewhere values={refused.refusal.values ?? {}} />
              {Number(refused.refusal.values?.elsewhere) > 0 && (
                <Checkbox
                  name="everywhere"
                  label={t('redact.everywhere')}
                  checked={refused.typed.everywhere === 'yes'}
                />
              )}
              <Copies copies={JSON.parse(String(refused.refusal.values?.copies ?? '[]')) as CopyElsewhere[]} />
            </div>
          )}
          <p className="actions">
            <Button danger>{t('deed.redact-passage')}</Button>
            <Link to={`/posts/${post.id}/moderate`}>{t('shared:form.cancel')}</Link>
          </p>
        </DeedForm>
      </section>
      {files.length > 0 && (
        <section aria-labelledby="files">
          <h2 id="files">{t('redact.files')}</h2>
          <DeedForm deed="files">
            <FileChoice deed="files" legend={t('field.files')} files={files} />
            <Reason deed="files" label={t('field.reason')} hint={t('field.reason-erasing')} />
            <p className="actions">
              <Button danger>{t('deed.redact-files')}</Button>
            </p>
          </DeedForm>
        </section>
      )}
      <section aria-labelledby="whole">
        <h2 id="whole">{t('redact.whole')}</h2>
        <p>{t('redact.whole-hint')}</p>
        <DeedForm deed="whole">
          <Reason deed="whole" label={t('field.reason')} hint={t('field.reason-erasing')} />
          <Sure deed="whole">
            <Checkbox name="sure" label={t('redact.sure')} />
          </Sure>
          <p className="actions">
            <Button danger>{t('deed.redact-whole')}</Button>
          </p>
        </DeedForm>
      </section>
    </PostPage>
  );
}

/** Where else the words stand, as links: a common word and a person's name are told apart by looking. */
function Elsewhere({ values }: { values: Record<string, string | number> }) {
  const { t } = useTranslation('facilitation');
  const idsOf = (name: string) =>
    String(values[name] ?? '')
      .split(' ')
      .filter(Boolean);
  return (
    <ul>
      {idsOf('posts').map((id) => (
        <li key={id}>
          <a href={`/posts/${id}`} target="_blank" rel="noreferrer">
            {t('redact.in-post', { id })}
          </a>
        </li>
      ))}
      {idsOf('statements').map((id) => (
        <li key={id}>
          <a href={`/statements/${id}`} target="_blank" rel="noreferrer">
            {t('redact.in-statement', { id })}
          </a>
        </li>
      ))}
    </ul>
  );
}

interface CopyElsewhere {
  id: number;
  title: string;
  mayErase: boolean;
}

/** Posts of other discussions that say the same: they stay, unless someone goes there. */
function Copies({ copies }: { copies: CopyElsewhere[] }) {
  const { t } = useTranslation('facilitation');
  if (copies.length === 0) return null;
  return (
    <>
      <p>{t('redact.copies')}</p>
      <ul>
        {copies.map(({ id, title, mayErase }) => (
          <li key={id}>
            <bdi>{title}</bdi>:{' '}
            <a href={`/posts/${id}`} target="_blank" rel="noreferrer">
              {t('redact.in-post', { id })}
            </a>{' '}
            ·{' '}
            <a href={`/posts/${id}/${mayErase ? 'redact' : 'report'}`} target="_blank" rel="noreferrer">
              {t(mayErase ? 'redact.erase-there' : 'redact.report-there', { id })}
            </a>
          </li>
        ))}
      </ul>
      <Checkbox name="copiesSeen" label={t('redact.copies-seen')} />
    </>
  );
}

function FileChoice({
  deed,
  legend,
  hint,
  files,
}: {
  deed: string;
  legend: string;
  hint?: string;
  files: RedactProps['files'];
}) {
  const refused = useRefused(deed);
  return (
    <Sure deed={deed} name="files">
      <fieldset>
        <legend>{legend}</legend>
        {hint && <p className="hint">{hint}</p>}
        {files.map((file) => (
          <Checkbox
            key={file.id}
            name={fileBox(file.id)}
            label={<bdi>{file.name}</bdi>}
            checked={refused?.typed[fileBox(file.id)] === 'yes'}
          />
        ))}
      </fieldset>
    </Sure>
  );
}
