import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { directionOf } from '../../shared/languages';
import type { Board as BoardData, BoardPost } from '../board.server';
import { Answer, Excerpt, Flagged, Head, Waiting } from './board-posts';
import { RefusedDeed } from './refused-deed';

export interface BoardProps {
  id: number;
  board: Omit<BoardData, 'silentRegions'> & { silentRegions: string[] };
  moderation: 'pre' | 'post';
  zone: string;
  now: string;
}

/** The forms that this board has, by their deeds. */
function deedsOn(board: BoardProps['board']): string[] {
  return [
    ...board.waiting.rows.flatMap(({ id }) => [`let-through:${id}`, `refuse:${id}`]),
    ...board.flagged.rows.flatMap(({ id, state }) => [`keep:${id}`, ...(state === 'shown' ? [`hide:${id}`] : [])]),
  ];
}

/** Everything that waits for a facilitator: first what holds others up, then what asks for attention, then the balance. */
export function Board({ id, board, moderation, zone, now }: BoardProps) {
  const { t } = useTranslation('facilitation');
  const seen = { zone, now };
  return (
    <div className="narrow" data-live-list="board">
      <p className="crumb">
        <Link to={`/discussions/${id}`} lang={board.titleLanguage} dir={directionOf(board.titleLanguage)}>
          {board.title}
        </Link>
      </p>
      <h1>{t('board.title')}</h1>
      <p className="lede">{t('board.lede')}</p>
      <RefusedDeed isHere={(deed) => deedsOn(board).includes(deed)} />
      <Section
        id="waiting"
        title={t('board.waiting.title', { count: board.waiting.total })}
        empty={t(`board.waiting.empty-${moderation}`)}
        part={board.waiting}
      >
        {(post) => <Waiting post={post} {...seen} />}
      </Section>
      <Section
        id="flags"
        title={t('board.flags.title', { count: board.flagged.total })}
        empty={t('board.flags.empty')}
        part={board.flagged}
      >
        {(post) => <Flagged post={post} {...seen} />}
      </Section>
      <Section
        id="questions"
        title={t('board.questions.title', { count: board.questions.total })}
        empty={t('board.questions.empty')}
        part={board.questions}
      >
        {(post) => (
          <>
            <Head post={post} {...seen} />
            {post.clarify > 0 && <p className="tag">{t('board.questions.clarify', { count: post.clarify })}</p>}
            <Excerpt post={post} />
            <Answer post={post} discussion={id} />
          </>
        )}
      </Section>
      <Section
        id="new-voices"
        title={t('board.new-voices.title', { count: board.newVoices.total })}
        empty={t('board.new-voices.empty')}
        part={board.newVoices}
      >
        {(post) => (
          <>
            <Head post={post} {...seen} />
            <Excerpt post={post} />
            <Answer post={post} discussion={id} />
          </>
        )}
      </Section>
      <Silent board={board} />
      <section aria-labelledby="uncited">
        <h2 id="uncited">{t('board.uncited.title')}</h2>
        <p>
          {t(board.posts === 0 ? 'board.uncited.no-posts' : 'board.uncited.text', {
            count: board.uncited,
            posts: board.posts,
          })}
        </p>
        <p>
          <Link to={`/discussions/${id}/synthesis/edit`}>{t('board.uncited.link')}</Link>
        </p>
      </section>
    </div>
  );
}

function Section<P extends BoardPost>({
  id,
  title,
  empty,
  part,
  children,
}: {
  id: string;
  title: string;
  empty: string;
  part: { rows: P[]; total: number };
  children: (post: P) => ReactNode;
}) {
  const { t } = useTranslation('facilitation');
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {part.rows.length === 0 ? (
        <p className="empty">{empty}</p>
      ) : (
        <ul className="board">
          {part.rows.map((post) => (
            <li key={post.id} id={`${id}-${post.id}`}>
              {children(post)}
            </li>
          ))}
        </ul>
      )}
      {part.total > part.rows.length && (
        <p className="hint">{t('board.more', { count: part.total - part.rows.length })}</p>
      )}
    </section>
  );
}

function Silent({ board }: { board: BoardProps['board'] }) {
  const { t } = useTranslation('facilitation');
  return (
    <section aria-labelledby="silent">
      <h2 id="silent">{t('board.silent.title')}</h2>
      <h3>{t('board.silent.sectors')}</h3>
      {board.silentSectors.length === 0 ? (
        <p>{t('board.silent.no-sector')}</p>
      ) : (
        <ul>
          {board.silentSectors.map(({ sector, invited }) => (
            <li key={sector}>
              {t(`sectors:${sector}.name`)}
              {!invited && <small> {t('board.silent.not-invited')}</small>}
            </li>
          ))}
        </ul>
      )}
      <h3>{t('board.silent.regions')}</h3>
      {board.silentRegions.length === 0 ? (
        <p>{t('board.silent.no-region')}</p>
      ) : (
        <ul>
          {board.silentRegions.map((region) => (
            <li key={region}>{region}</li>
          ))}
        </ul>
      )}
    </section>
  );
}
