import { useTranslation } from 'react-i18next';
import { Button, DeedForm, Field } from '../../shared/ui/form';
import { Time } from '../../shared/ui/time';
import { Words } from '../../shared/ui/words';
import type { ReflectionView, StatementView } from '../queries/reading.server';

/** What those who are cited say: does the statement reflect what they wrote, and what would be right. */
export function Reflections({
  statement,
  zone,
  erasable,
}: {
  statement: StatementView;
  zone: string;
  erasable: boolean;
}) {
  const { t } = useTranslation('synthesis');
  if (statement.asked === 0) return null;
  return (
    <div className="reflection">
      <p>
        {t('reflections.title')}{' '}
        {t('reflections.answered', { count: statement.reflections.length, asked: statement.asked })}
      </p>
      {statement.reflections.length > 0 && (
        <ul>
          {statement.reflections.map((r) => (
            <li key={r.person}>
              <Reflection reflection={r} zone={zone} />
              {erasable && r.correctionHtml && <Erase statement={statement.id} person={r.person} name={r.name} />}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Reflection({ reflection: r, zone }: { reflection: ReflectionView; zone: string }) {
  const { t } = useTranslation('synthesis');
  return (
    <>
      <p className="meta">
        <span className="who">
          <bdi>{r.name}</bdi>
        </span>
        {r.organisation && (
          <span className="org">
            <bdi>{r.organisation}</bdi>
          </span>
        )}
        <strong>{t(`answer.${r.answer}`)}</strong>
        <Time at={r.answeredAt} zone={zone} style="date" />
        {r.aboutEarlierWords && <span className="tag">{t('reflections.earlier-words')}</span>}
      </p>
      {/* The language of a correction is not asked: each paragraph finds its own direction. */}
      {r.correctionHtml && <Words html={r.correctionHtml} language="" className="correction" />}
      {r.erasedReason !== null && (
        <p className="tombstone">
          {t(r.erasedByAuthor ? 'reflections.erased-by-author' : 'reflections.erased')}{' '}
          {r.erasedReason && t('reason', { reason: r.erasedReason })}
        </p>
      )}
    </>
  );
}

function Erase({ statement, person, name }: { statement: number; person: number; name: string }) {
  const { t } = useTranslation('synthesis');
  const deed = `erase-${statement}-${person}`;
  return (
    <details>
      <summary>{t('reflections.erase', { name })}</summary>
      <DeedForm deed={deed}>
        <input type="hidden" name="statement" value={statement} />
        <input type="hidden" name="person" value={person} />
        <Field
          deed={deed}
          name="reason"
          label={t('reflections.erase-reason')}
          hint={t('reflections.erase-hint')}
          required
        />
        <Button danger>{t('reflections.erase-go')}</Button>
      </DeedForm>
    </details>
  );
}
