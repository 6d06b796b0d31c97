import { useTranslation } from 'react-i18next';
import { Fold } from '../../shared/ui/fold';
import { Button, DeedForm, Select, TextArea } from '../../shared/ui/form';
import type { DecisionData } from '../page.server';
import { Both, Said } from './parts';

type Comment = DecisionData['comments'][number];

/** What was said, in order. One that was taken back keeps its place, so that what answers it can be understood. */
export function Comments({ comments, data, label }: { comments: Comment[]; data: DecisionData; label: string }) {
  const { t } = useTranslation('decisions');
  if (comments.length === 0) return null;
  return (
    <ul className="list" aria-label={label}>
      {comments.map((c) => (
        <li key={c.id} id={`comment-${c.id}`}>
          <p className="meta">
            <strong>
              <bdi>{c.author}</bdi>
            </strong>
            {c.organisation && <bdi>{c.organisation}</bdi>}
            <Both at={c.at} zone={data.zone} />
          </p>
          {c.withdrawn ? (
            <p className="hint">{t('comments.taken-back')}</p>
          ) : (
            <Said words={c.body} language={c.language} />
          )}
          {c.mine && !c.withdrawn && <TakeBackForm comment={c} />}
        </li>
      ))}
    </ul>
  );
}

/** For whoever wrote it alone. */
function TakeBackForm({ comment }: { comment: Comment }) {
  const { t } = useTranslation('decisions');
  const deed = `back-${comment.id}`;
  return (
    <Fold summary={t('comments.take-back')} deeds={[deed]}>
      <DeedForm deed={deed} className="stack">
        <input type="hidden" name="comment" value={comment.id} />
        <p className="hint">{t('comments.take-back-hint')}</p>
        <div className="actions">
          <Button danger>{t('comments.take-back-save')}</Button>
        </div>
      </DeedForm>
    </Fold>
  );
}

export function CommentForm({ data, objection }: { data: DecisionData; objection: number | null }) {
  const { t } = useTranslation('decisions');
  const deed = objection === null ? 'comment' : `comment-${objection}`;
  return (
    <Fold summary={t(objection === null ? 'comments.add' : 'comments.answer')} deeds={[deed]}>
      <DeedForm deed={deed} className="stack">
        <input type="hidden" name="once" value={data.once} />
        {objection !== null && <input type="hidden" name="objection" value={objection} />}
        <TextArea deed={deed} name="body" label={t('comments.words')} rows={4} required />
        <Select deed={deed} name="language" label={t('language')} value={data.writes} options={data.languages} />
        <div className="actions">
          <Button>{t('comments.save')}</Button>
        </div>
      </DeedForm>
    </Fold>
  );
}
