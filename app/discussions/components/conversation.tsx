import { useTranslation } from 'react-i18next';
import type { DiscussionState } from '../discussion';
import type { Personal, PostView } from '../post-view';
import { type Here, Post } from './post';

/** The posts of a page in order, with a line where a new phase begins. */
export function Conversation({
  posts,
  phases,
  here,
  firstUnread,
}: {
  posts: (PostView & Personal)[];
  phases: { id: number; position: number; title: string }[];
  here: Here;
  firstUnread: number | null;
}) {
  const { t } = useTranslation('discussions');
  let phase: number | null = null;
  return (
    <>
      {posts.map((post) => {
        const begins = post.phaseId !== phase && phases.length > 1;
        phase = post.phaseId;
        const of = phases.find((p) => p.id === post.phaseId);
        return (
          <div key={post.id} className="turn">
            {begins && of && (
              <h2 className="turning">{t('phase.heading', { position: of.position, title: of.title })}</h2>
            )}
            {firstUnread === post.id && (
              <p className="unread" id="unread">
                {t('unread.from-here')}
              </p>
            )}
            <Post post={post} here={here} />
          </div>
        );
      })}
    </>
  );
}

/** The state in words first, then colour. */
export function StateLabel({ state, words }: { state: DiscussionState; words: string }) {
  return <span className={`state ${state}`}>{words}</span>;
}
