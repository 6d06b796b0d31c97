import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LinkField, useLink } from '../../../shared/rich-text/link-field';
import { AskDialog, closeAround } from './ask-dialog';
import { useWriting } from './use-writing';

/** Where the chosen words lead. */
export function LinkAsk() {
  const { t } = useTranslation('editor');
  const { editor } = useWriting();
  const link = useLink(editor);

  function apply(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    if (link.apply()) closeAround(event.currentTarget);
  }

  return (
    <AskDialog title={t('link.title')}>
      <form onSubmit={apply} noValidate>
        <div className="field">
          <LinkField link={link} label={t('link.address')} mistake={t('link.mistake')} />
        </div>
        <div className="actions">
          <button type="submit" className="primary">
            {t('link.apply')}
          </button>
          {link.isThere && (
            <button
              type="button"
              className="quiet"
              onClick={(event) => {
                link.remove();
                closeAround(event.currentTarget);
              }}
            >
              {t('link.remove')}
            </button>
          )}
        </div>
      </form>
    </AskDialog>
  );
}

const sides = ['columns', 'rows'] as const;
const most = { columns: 20, rows: 100 };

export function TableAsk() {
  const { t } = useTranslation('editor');
  const { editor } = useWriting();
  const id = useId();
  const [mistakes, setMistakes] = useState<readonly string[]>([]);

  function apply(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const counts = { columns: Number(form.get('columns')), rows: Number(form.get('rows')) };
    const wrong = sides.filter(
      (name) => !Number.isInteger(counts[name]) || counts[name] < 1 || counts[name] > most[name],
    );
    setMistakes(wrong);
    if (wrong.length > 0) {
      event.currentTarget.querySelector<HTMLInputElement>(`[name=${wrong[0]}]`)?.focus();
      return;
    }
    editor.commands.insertTable({
      rows: counts.rows,
      cols: counts.columns,
      withHeaderRow: form.has('header'),
    });
    closeAround(event.currentTarget);
  }

  return (
    <AskDialog title={t('table.title')}>
      <form onSubmit={apply} noValidate>
        <div className="pair">
          {sides.map((name) => (
            <div className="field" key={name}>
              <label htmlFor={`${id}-${name}`}>{t(`table.${name}`)}</label>
              {mistakes.includes(name) && (
                <p className="mistake" id={`${id}-${name}-mistake`}>
                  {t('table.count', { most: most[name] })}
                </p>
              )}
              <input
                id={`${id}-${name}`}
                name={name}
                type="number"
                min="1"
                max={most[name]}
                defaultValue="3"
                aria-invalid={mistakes.includes(name) || undefined}
                aria-describedby={mistakes.includes(name) ? `${id}-${name}-mistake` : undefined}
                {...(name === 'columns' ? { 'data-first': '' } : {})}
              />
            </div>
          ))}
        </div>
        <label className="choice">
          <input type="checkbox" name="header" defaultChecked />
          <span>{t('table.header')}</span>
        </label>
        <div className="actions">
          <button type="submit" className="primary">
            {t('table.apply')}
          </button>
        </div>
      </form>
    </AskDialog>
  );
}

/** Before the first edit of a section that somebody has cleared. */
export function ClearedAsk({ section, goOn }: { section: string; goOn: () => boolean }) {
  const { t } = useTranslation('editor');
  const { data, organisationOf, say } = useWriting();
  const about = data.sections.find((s) => s.key === section);
  const cleared = (about?.clearances ?? []).filter((c) => c.state.startsWith('cleared'));
  const names = new Intl.ListFormat(document.documentElement.lang, { type: 'conjunction' }).format(
    cleared.map((c) => organisationOf(c.organisation) ?? '?'),
  );
  return (
    <AskDialog title={t('cleared.title')}>
      {/* Takes the focus, and not a button: whoever is typing would press it with the next space. */}
      <p tabIndex={-1} data-first="">
        {t('cleared.text', { names })}
      </p>
      <div className="actions">
        <button
          type="button"
          className="primary"
          onClick={(event) => {
            closeAround(event.currentTarget);
            if (!goOn()) say(t('cleared.changed'));
          }}
        >
          {t('cleared.edit')}
        </button>
        <button type="button" className="plain" onClick={(event) => closeAround(event.currentTarget)}>
          {t('cleared.leave')}
        </button>
      </div>
      <p className="hint">
        <a href={`/documents/${data.id}/clearance`} target="_blank" rel="noopener">
          {t('cleared.see')}
        </a>
      </p>
    </AskDialog>
  );
}

const keyRows: [key: string, keys: string][] = [
  ['toolbar', 'Alt+F10'],
  ['leave', 'Esc'],
  ['outline', 'Ctrl+Alt+O'],
  ['find', 'Ctrl+F'],
  ['comment', 'Ctrl+Alt+M'],
  ['thread', 'Ctrl+Alt+J'],
  ['comments', 'Ctrl+Alt+K'],
  ['suggestions', 'Ctrl+Alt+S'],
  ['cite', 'Ctrl+Alt+C'],
  ['footnote', 'Ctrl+Alt+F'],
  ['link', 'Ctrl+K'],
  ['headings', 'Ctrl+Alt+1 … 4'],
  ['paragraph', 'Ctrl+Alt+0'],
  ['bold', 'Ctrl+B, I, U'],
  ['lists', 'Ctrl+Shift+7, 8'],
  ['undo', 'Ctrl+Z'],
  ['help', 'Ctrl+/'],
];

export function KeysAsk() {
  const { t } = useTranslation('editor');
  return (
    <AskDialog title={t('keys.title')} className="wide">
      <dl className="keys">
        {keyRows.map(([name, keys]) => (
          <div key={name}>
            <dt>
              <kbd dir="ltr">{keys}</kbd>
            </dt>
            <dd>{t(`keys.${name}`)}</dd>
          </div>
        ))}
      </dl>
      <p className="hint">{t('keys.markdown')}</p>
    </AskDialog>
  );
}
