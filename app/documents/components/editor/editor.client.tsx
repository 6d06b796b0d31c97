import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isLanguage, type Language } from '../../../shared/languages';
import { useReread } from '../../../shared/ui/use-reread';
import { Ended } from './ended';
import type { TextSession } from './session';
import { useSession } from './status';
import { isRenewed, useTextSession } from './use-text-session';
import type { WriteData } from './write-data';
import { Writing } from './writing';

/** With the editor and not with every page: nobody else reads these words. */
const texts: Record<Language, () => Promise<{ default: Record<string, unknown> }>> = {
  en: () => import('../../../shared/locales/en/editor.json'),
  fr: () => import('../../../shared/locales/fr/editor.json'),
  ar: () => import('../../../shared/locales/ar/editor.json'),
};

export interface DocumentEditorProps {
  data: WriteData;
  /** The reader's own time zone. */
  zone: string;
  /** Said while the text is on its way. */
  opening: string;
}

/** The editor of one document: its words, its line to the others, and then the text. */
export default function DocumentEditor(props: DocumentEditorProps) {
  const ready = useTexts();
  const session = useTextSession(props.data);
  if (!ready || !session) return <Opening words={props.opening} />;
  return <Opened {...props} session={session} />;
}

function Opened({ data, zone, opening, session }: DocumentEditorProps & { session: TextSession }) {
  const state = useSession(session);
  const { ready, ended, answered } = state;
  const reread = useReread();
  useEffect(() => {
    if (answered > 1) reread();
  }, [answered, reread]);
  if (isRenewed(state)) return <Opening words={opening} />;
  if (!ready && ended) return <Ended why={ended} session={session} words="" document={data.id} />;
  if (!ready) return <Opening words={opening} />;
  return <Writing key={session.number} data={data} session={session} zone={zone} reread={reread} />;
}

function Opening({ words }: { words: string }) {
  return (
    <p className="pending" role="status">
      {words}
    </p>
  );
}

function useTexts(): boolean {
  const { i18n } = useTranslation();
  const [ready, setReady] = useState(() => i18n.hasResourceBundle(i18n.language, 'editor'));
  useEffect(() => {
    if (ready) return;
    let gone = false;
    const language = isLanguage(i18n.language) ? i18n.language : 'en';
    texts[language]().then(({ default: words }) => {
      i18n.addResourceBundle(i18n.language, 'editor', words);
      if (!gone) setReady(true);
    });
    return () => {
      gone = true;
    };
  }, [i18n, ready]);
  return ready;
}
