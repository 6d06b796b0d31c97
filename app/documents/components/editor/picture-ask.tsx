import type { Node } from '@tiptap/pm/model';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isRefusal } from '../../../shared/refusal';
import { limits } from '../../document';
import { AskDialog, closeAround } from './ask-dialog';
import { useWriting } from './use-writing';

/**
 * Puts in a picture, or describes one that is there. Nobody gets past without saying what is to be seen: whoever cannot
 * see it reads the document too.
 */
export function PictureAsk({ file, at }: { file: File | null; at: number | null }) {
  const { t } = useTranslation('editor');
  const { editor, data } = useWriting();
  const id = useId();
  // As it was when it was asked about: what others write meanwhile puts it elsewhere, and another thing in its place.
  const [before] = useState(() => (at === null ? null : editor.state.doc.nodeAt(at)));
  const [chosen, setChosen] = useState<File | null>(file);
  const [mistake, setMistake] = useState<{ field: 'file' | 'alt'; words: string } | null>(null);
  const [sending, setSending] = useState(false);

  async function apply(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const form = event.currentTarget;
    const said = new FormData(form);
    const alt = String(said.get('alt')).trim();
    const caption = String(said.get('caption')).trim();
    if (!before && !chosen) return setMistake({ field: 'file', words: t('picture.no-file') });
    if (!alt) return setMistake({ field: 'alt', words: t('picture.no-alt') });
    if (before) {
      const { tr, doc } = editor.state;
      const there = placeOf(before, doc);
      if (there === null) return setMistake({ field: 'alt', words: t('picture.gone') });
      const { attrs } = doc.nodeAt(there)!;
      editor.view.dispatch(tr.setNodeMarkup(there, undefined, { ...attrs, alt, caption }));
      return closeAround(form);
    }
    setSending(true);
    const answer = await send(data.id, chosen!, alt);
    setSending(false);
    if ('mistake' in answer) return setMistake({ field: 'file', words: answer.mistake });
    // Whoever closed it meanwhile does not want it any more.
    if (!form.isConnected) return;
    editor.commands.insertContent({ type: 'image', attrs: { image: answer.id, alt, caption } });
    closeAround(form);
  }

  /** The stored picture's id, or what was wrong with it in words. */
  async function send(document: number, picture: File, alt: string): Promise<{ id: string } | { mistake: string }> {
    const body = new FormData();
    body.set('file', picture);
    body.set('alt', alt);
    const answer = await fetch(`/documents/${document}/pictures`, { method: 'POST', body }).catch(() => null);
    if (!answer) return { mistake: t('deed.offline') };
    const said = (await answer.json().catch(() => null)) as { id?: string; refusal?: unknown } | null;
    if (answer.ok && said?.id) return { id: said.id };
    if (!isRefusal(said?.refusal)) return { mistake: t('picture.failed') };
    const { fields, message, values } = said.refusal;
    return { mistake: t(Object.values(fields ?? {})[0] ?? message, values) };
  }

  return (
    <AskDialog title={before ? t('picture.describe') : t('picture.title')}>
      <form onSubmit={(event) => void apply(event)} noValidate>
        {!before && (
          <div className="field">
            <label htmlFor={`${id}-file`}>{t('picture.file')}</label>
            <p className="hint">{t('picture.file-hint', { megabytes: limits.pictureBytes / 1024 / 1024 })}</p>
            <Mistake mistake={mistake} field="file" id={id} />
            {file ? (
              <p>
                <bdi>{file.name}</bdi>
              </p>
            ) : (
              <input
                id={`${id}-file`}
                data-first=""
                type="file"
                accept="image/png,image/jpeg,image/webp,image/gif"
                onChange={(event) => setChosen(event.currentTarget.files?.[0] ?? null)}
              />
            )}
          </div>
        )}
        <div className="field">
          <label htmlFor={`${id}-alt`}>{t('picture.alt')}</label>
          <p className="hint" id={`${id}-hint`}>
            {t('picture.alt-hint')}
          </p>
          <Mistake mistake={mistake} field="alt" id={id} />
          <textarea
            id={`${id}-alt`}
            name="alt"
            rows={3}
            maxLength={limits.alt}
            dir="auto"
            lang={data.language}
            defaultValue={String(before?.attrs.alt ?? '')}
            aria-describedby={`${id}-hint`}
            aria-invalid={mistake?.field === 'alt' || undefined}
            {...(before || file ? { 'data-first': '' } : {})}
          />
        </div>
        <div className="field">
          <label htmlFor={`${id}-caption`}>
            {t('picture.caption')} <span className="optional">{t('picture.optional')}</span>
          </label>
          <input
            id={`${id}-caption`}
            name="caption"
            type="text"
            maxLength={limits.alt}
            dir="auto"
            lang={data.language}
            defaultValue={String(before?.attrs.caption ?? '')}
          />
        </div>
        <div className="actions">
          <button type="submit" className="primary" disabled={sending}>
            {before ? t('picture.save') : t('picture.apply')}
          </button>
          {sending && (
            <p className="pending" role="status">
              {t('picture.sending')}
            </p>
          )}
        </div>
      </form>
    </AskDialog>
  );
}

/** Where a picture stands now, by the id of its block; null where it is gone. */
function placeOf(picture: Node, doc: Node): number | null {
  let place: number | null = null;
  doc.descendants((node, pos) => {
    const isIt =
      node === picture || (node.type.name === 'image' && picture.attrs.id && node.attrs.id === picture.attrs.id);
    if (isIt) place ??= pos;
    return !node.isTextblock;
  });
  return place;
}

function Mistake({
  mistake,
  field,
  id,
}: {
  mistake: { field: string; words: string } | null;
  field: string;
  id: string;
}) {
  if (mistake?.field !== field) return null;
  return (
    <p className="mistake" id={`${id}-${field}-mistake`} role="alert">
      {mistake.words}
    </p>
  );
}
