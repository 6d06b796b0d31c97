import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Button, Checkbox, DeedForm, Select, TextArea, useRefused } from '../../shared/ui/form';
import type { ModeratorDeed } from '../facilitation';
import type { OpenFlag, PlaceToMove } from '../queries.server';
import type { SubjectView } from '../subject';
import { Flags } from './flags';
import { RefusedDeed } from './refused-deed';
import { PostPage } from './subject';

export interface ModerateProps {
  post: SubjectView;
  deeds: ModeratorDeed[];
  flags: OpenFlag[];
  places: PlaceToMove[];
  zone: string;
}

/** All that a moderator can do with one post, each a form of its own. */
export function Moderate({ post, deeds, flags, places, zone }: ModerateProps) {
  const { t } = useTranslation('facilitation');
  const can = (deed: ModeratorDeed) => deeds.includes(deed);
  return (
    <PostPage post={post} title={t('moderate.title')} lede={t('moderate.lede')} zone={zone}>
      <RefusedDeed isHere={(deed) => can(deed as ModeratorDeed) && (deed !== 'keep' || flags.length > 0)} />
      {flags.length > 0 && (
        <section aria-labelledby="flags">
          <h2 id="flags">{t('flags.title', { count: flags.length })}</h2>
          <Flags flags={flags} zone={zone} />
          <DeedForm deed="keep" className="actions">
            <Button>{t('deed.keep')}</Button>
          </DeedForm>
        </section>
      )}
      {can('let-through') && (
        <section aria-labelledby="let-through">
          <h2 id="let-through">{t('moderate.let-through')}</h2>
          <DeedForm deed="let-through" className="actions">
            <Button primary>{t('deed.let-through')}</Button>
          </DeedForm>
        </section>
      )}
      {(can('hide') || can('refuse')) && <HideForm deed={can('refuse') ? 'refuse' : 'hide'} />}
      {can('show') && (
        <section aria-labelledby="show">
          <h2 id="show">{t('moderate.show')}</h2>
          <p>{t('moderate.show-hint')}</p>
          <DeedForm deed="show" className="actions">
            <Button primary>{t('deed.show')}</Button>
          </DeedForm>
        </section>
      )}
      {can('redact') && (
        <section aria-labelledby="redact">
          <h2 id="redact">{t('moderate.redact')}</h2>
          <p>{t('moderate.redact-hint')}</p>
          <p>
            <Link to={`/posts/${post.id}/redact`}>{t('moderate.redact-link')}</Link>
          </p>
        </section>
      )}
      {can('translate') && (
        <section aria-labelledby="translate">
          <h2 id="translate">{t('moderate.translate')}</h2>
          <p>
            <Link to={`/posts/${post.id}/translate`}>{t('moderate.translate-link')}</Link>
          </p>
        </section>
      )}
      {can('move') && <MoveForm post={post} places={places} />}
      {deeds.length === 0 && <p className="empty">{t('moderate.nothing')}</p>}
      <p>
        <Link to={`/discussions/${post.discussion.id}/board`}>{t('board.title')}</Link>
      </p>
    </PostPage>
  );
}

function HideForm({ deed }: { deed: 'hide' | 'refuse' }) {
  const { t } = useTranslation('facilitation');
  return (
    <section aria-labelledby="hide">
      <h2 id="hide">{t(`moderate.${deed}`)}</h2>
      <p>{t('moderate.hide-hint')}</p>
      <DeedForm deed={deed}>
        <TextArea
          deed={deed}
          name="reason"
          label={t('field.reason')}
          hint={t('field.reason-shown')}
          rows={3}
          required
        />
        <p className="actions">
          <Button danger>{t(`deed.${deed}`)}</Button>
        </p>
      </DeedForm>
    </section>
  );
}

function MoveForm({ post, places }: { post: SubjectView; places: PlaceToMove[] }) {
  const { t } = useTranslation('facilitation');
  const refused = useRefused('move');
  const here = post.discussion.id;
  return (
    <section aria-labelledby="move">
      <h2 id="move">{t('moderate.move')}</h2>
      <p>{t('moderate.move-hint')}</p>
      {places.length === 0 ? (
        <p className="empty">{t('moderate.move-nowhere')}</p>
      ) : (
        <DeedForm deed="move">
          <Select
            deed="move"
            name="phase"
            label={t('field.phase')}
            empty={t('field.phase-choose')}
            required
            options={places.map((p) => ({
              value: String(p.phase),
              label: t('field.phase-option', { position: p.position, title: p.phaseTitle }),
              group:
                p.discussion === here
                  ? t('field.this-discussion')
                  : t('field.discussion-option', {
                      title: p.discussionTitle,
                      readers: t(`discussions:readers.${p.readers}`),
                    }),
            }))}
          />
          {refused?.refusal.kind === 'conflict' && <Checkbox name="wider" label={t('field.wider')} />}
          <p className="actions">
            <Button>{t('deed.move')}</Button>
          </p>
        </DeedForm>
      )}
    </section>
  );
}
