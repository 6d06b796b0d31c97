import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { colourOf, type KnownPeople, listPresent, type Present } from './carets';
import type { TextSession } from './session';

/** Who has the text open, with the organisation and the colour of the caret. */
export function usePresent(session: TextSession, people: KnownPeople): Present[] {
  const { i18n } = useTranslation();
  const [present, setPresent] = useState(() => listPresent(session, i18n.language, people));
  useEffect(() => {
    const { awareness } = session.provider;
    const read = () =>
      setPresent((before) => {
        const now = listPresent(session, i18n.language, people);
        const same = JSON.stringify(now) === JSON.stringify(before);
        return same ? before : now;
      });
    read();
    awareness.on('change', read);
    return () => awareness.off('change', read);
  }, [session, i18n.language, people]);
  return present;
}

export function PresentList({ present }: { present: Present[] }) {
  const { t } = useTranslation('editor');
  return (
    <details className="present">
      <summary>
        <span className="dots" aria-hidden="true">
          {present.slice(0, 5).map((p) => (
            <span key={p.person} className={`dot ${colourOf(p.person)}`} />
          ))}
        </span>
        {t('present.count', { count: present.length })}
      </summary>
      <ul>
        {present.map((p) => (
          <li key={p.person}>
            <span className={`dot ${colourOf(p.person)}`} aria-hidden="true" />
            <span>
              <bdi>{p.name}</bdi>
              {p.me && ` ${t('present.you')}`}
              {p.organisation && (
                <small>
                  <bdi>{p.organisation}</bdi>
                </small>
              )}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
