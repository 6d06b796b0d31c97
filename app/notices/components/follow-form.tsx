import { useTranslation } from 'react-i18next';
import { Way } from '../../shared/ui/way';
import { type Activity, type Level, levels } from '../notice';

/**
 * How much somebody wants to hear of what a page is about: a choice that stands on the page of each discussion, event and
 * document, for people who are signed in. A plain form, since it stands in pieces that many are shown alike.
 */
export function FollowForm({ activity, id, level }: { activity: Activity; id: number; level: Level }) {
  const { t } = useTranslation('notices');
  return (
    <form method="post" action="/notices/following" className="follow">
      <input type="hidden" name="deed" value={`follow-${activity}-${id}`} />
      <input type="hidden" name="back" value="yes" />
      <input type="hidden" name="activity" value={activity} />
      <input type="hidden" name="id" value={id} />
      <div className="field">
        <label htmlFor="follow-level">{t('follow.label')}</label>
        <select id="follow-level" name="level" defaultValue={level} key={level}>
          {levels.map((l) => (
            <option key={l} value={l}>
              {t(`level.${l}`)}
            </option>
          ))}
        </select>
      </div>
      <p className="row">
        <button type="submit" className="plain">
          {t('follow.save')}
        </button>
        <Way to="/notices/following">{t('following.title')}</Way>
      </p>
    </form>
  );
}

/** The same under a heading of its own; nothing for visitors, who follow nothing. */
export function FollowPart({ activity, id, level }: { activity: Activity; id: number; level: Level | null }) {
  const { t } = useTranslation('notices');
  if (level === null) return null;
  return (
    <section aria-labelledby="keep-up">
      <h2 id="keep-up">{t('follow.title')}</h2>
      <FollowForm activity={activity} id={id} level={level} />
    </section>
  );
}
