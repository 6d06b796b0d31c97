import { useTranslation } from 'react-i18next';
import { directionOf } from '../../shared/languages';
import { Button, Checkbox, fieldId, useRefused } from '../../shared/ui/form';
import { boxName } from '../boxes';
import type { Citable, CitableList } from '../queries/citable.server';
import type { EditView } from '../queries/editing.server';
import { Who } from './sources';

/**
 * The posts from which a statement's sources are chosen: those that are ticked first, then the others by phase. Looking
 * for words and turning pages send the whole form, so that nothing typed or ticked is lost without JavaScript.
 */
export function CitableChoice({ view, list }: { view: EditView; list: CitableList }) {
  const { t } = useTranslation('synthesis');
  const mistake = useRefused('statement')?.refusal.fields?.posts;
  const id = fieldId('statement', 'posts');
  return (
    <fieldset className="field citable" id={id} aria-describedby={mistake ? `${id}.mistake` : undefined}>
      <legend>{t('cite.legend')}</legend>
      <p className="hint">{t('cite.hint')}</p>
      {mistake && (
        <p className="mistake" id={`${id}.mistake`}>
          {t(mistake)}
        </p>
      )}
      {list.ticked.length > 0 && (
        <div className="ticked">
          <p>
            <strong>{t('cite.ticked', { count: list.ticked.length })}</strong>
          </p>
          {list.ticked.map(({ id: post, post: shown }) =>
            shown ? (
              <Choice key={post} view={view} post={shown} checked />
            ) : (
              <Checkbox key={post} name={boxName('post', post)} label={t('cite.unreadable')} checked />
            ),
          )}
        </div>
      )}
      <p className="row">
        <label>
          {t('cite.search')} <input type="search" name="search" defaultValue={list.search} maxLength={200} />
        </label>
        <Button name="look" value="search">
          {t('cite.look')}
        </Button>
      </p>
      <p className="hint" role="status">
        {t(list.search ? 'cite.found' : 'cite.others', { count: list.total, search: list.search })}
      </p>
      <Others view={view} posts={list.posts} />
      {list.pages > 1 && (
        <p className="paging">
          {list.page > 1 ? (
            <Button name="look" value={`page:${list.page - 1}`}>
              {t('shared:paging.previous')}
            </Button>
          ) : (
            <span />
          )}
          <span>{t('shared:paging.page', { page: list.page, pages: list.pages })}</span>
          {list.page < list.pages ? (
            <Button name="look" value={`page:${list.page + 1}`}>
              {t('shared:paging.next')}
            </Button>
          ) : (
            <span />
          )}
        </p>
      )}
    </fieldset>
  );
}

function Others({ view, posts }: { view: EditView; posts: Citable[] }) {
  const { t } = useTranslation('synthesis');
  const groups = [...new Set(posts.map((p) => view.phases.find((f) => f.id === p.phaseId)?.id ?? 0))];
  return (
    <>
      {groups.map((group) => {
        const phase = view.phases.find((f) => f.id === group);
        return (
          <div key={group}>
            <p lang={phase?.language}>
              <strong>
                {phase ? phase.title || t('cite.phase', { number: view.phases.indexOf(phase) + 1 }) : t('cite.moved')}
              </strong>
            </p>
            {posts
              .filter((p) => (phase ? p.phaseId === phase.id : !view.phases.some((f) => f.id === p.phaseId)))
              .map((p) => (
                <Choice key={p.id} view={view} post={p} checked={false} />
              ))}
          </div>
        );
      })}
    </>
  );
}

function Choice({ view, post, checked }: { view: EditView; post: Citable; checked: boolean }) {
  const { t } = useTranslation('synthesis');
  const others = post.citedBy.filter((id) => id !== view.form?.statement).map((id) => view.numbers[id]);
  return (
    <div className="citable-post">
      <Checkbox
        name={boxName('post', post.id)}
        checked={checked}
        label={<Who {...post} path={null} />}
        hint={
          <span lang={post.language} dir={directionOf(post.language)}>
            {post.words}
          </span>
        }
      />
      <p className="row">
        <a href={`/posts/${post.id}`} target="_blank" rel="noopener">
          {t('cite.read')} <span className="unseen">{t('cite.new-window', { author: post.author })}</span>
        </a>
        {others.length > 0 && <small>{t('cite.cited-in', { numbers: others.join(', ') })}</small>}
      </p>
    </div>
  );
}
