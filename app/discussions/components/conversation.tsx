import { useFetchers, useSubmit } from '@remix-run/react';
import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { keptList } from '../../shared/ui/kept';
import { type DiscussionState, reactionIn } from '../discussion';
import type { Personal, PostView } from '../post-view';
import { type Here, Post, type Reacting } from './post';

interface Turn {
  post: PostView & Personal;
  /** The phase that begins with this post, where there are several. */
  begins: { position: number; title: string } | null;
  firstUnread: boolean;
  reacting: Reacting | null;
}

interface Around {
  here: Here;
}

const Turns = keptList<Around, Turn>('turn', ['div'], ['div', 'turn'], (turn) => {
  const { t } = useTranslation('discussions');
  const { post, here, begins, firstUnread, reacting } = turn;
  return (
    <>
      {begins && <h2 className="turning">{t('phase.heading', { ...begins })}</h2>}
      {firstUnread && (
        <p className="unread" id="unread">
          {t('unread.from-here')}
        </p>
      )}
      <Post post={post} here={here} reacting={reacting} />
    </>
  );
});

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
  const reacting = useReacting();
  const beginning = useMemo(
    () => new Map(phases.length > 1 ? phases.map(({ id, position, title }) => [id, { position, title }]) : []),
    [phases],
  );
  let phase: number | null = null;
  const turns = posts.map((post) => {
    const begins = post.phaseId === phase ? null : (beginning.get(post.phaseId) ?? null);
    phase = post.phaseId;
    return { id: post.id, post, begins, firstUnread: firstUnread === post.id, reacting: reacting.get(post.id) ?? null };
  });
  return <Turns items={turns} shared={{ here }} />;
}

const nothing = new Map<number, Reacting>();
const reactingKey = 'react-';

/** Sends the reactions to all posts without leaving the page, and tells which are on their way. */
function useReacting(): Map<number, Reacting> {
  const submit = useSubmit();
  const fetchers = useFetchers();
  useEffect(() => {
    const send = (e: SubmitEvent) => {
      const form = e.target as HTMLFormElement;
      if (e.defaultPrevented || !form.dataset.reactsTo) return;
      e.preventDefault();
      const button = e.submitter as HTMLButtonElement | null;
      submit(button ?? form, { navigate: false, fetcherKey: reactingKey + form.dataset.reactsTo });
    };
    document.addEventListener('submit', send);
    return () => document.removeEventListener('submit', send);
  }, [submit]);
  return useMemo(() => {
    const sent = fetchers.filter((f) => f.key.startsWith(reactingKey) && f.formData);
    if (sent.length === 0) return nothing;
    return new Map(
      sent.map(({ key, formData }) => [
        Number(key.slice(reactingKey.length)),
        reactionIn(String(formData!.get('reaction'))),
      ]),
    );
  }, [fetchers]);
}

/** The state in words first, then colour. */
export function StateLabel({ state, words }: { state: DiscussionState; words: string }) {
  return <span className={`state ${state}`}>{words}</span>;
}
