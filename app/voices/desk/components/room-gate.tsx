import { useTranslation } from 'react-i18next';
import { Button, Notice, RoomForm, TextArea } from '../../../room/ui';
import { languageNames, languages } from '../../../shared/languages';
import { languageItems, type Missing, onceItems } from '../checklist';
import type { RoomPage } from '../rooms.server';
import { Week } from './desk-page';

/** What the room still lacks, and the way to open it when nothing is missing. */
export function RoomGate({ room, asked }: { room: RoomPage; asked: boolean }) {
  const { t } = useTranslation('desk');
  const words = (m: Missing) =>
    'language' in m && m.language
      ? t('gate-item.in', { item: t(`gate-item.${m.what}`), language: languageNames[m.language] })
      : t(`gate-item.${m.what}`);
  if (room.state !== 'preparing') return null;
  return (
    <Notice kind={room.missing.length > 0 ? 'bad' : 'good'}>
      <h2>{t('rooms.open')}</h2>
      {room.missing.length > 0 ? (
        <>
          <p>{t('rooms.missing')}</p>
          <ul>
            {room.missing.map((m) => (
              <li key={words(m)}>{words(m)}</li>
            ))}
          </ul>
        </>
      ) : (
        <p>{t(asked ? 'rooms.open-asked' : 'rooms.complete')}</p>
      )}
      {!asked && (
        <RoomForm deed="open-room" label={t('rooms.open')}>
          <Button primary>{t('rooms.open-do')}</Button>
        </RoomForm>
      )}
    </Notice>
  );
}

/** Each requirement, by language where it has one: what is written there, and what is asked to be changed. */
export function RoomChecklist({ room }: { room: RoomPage }) {
  const { t } = useTranslation('desk');
  const asks = languages.filter((l) => (room.questions[l]?.length ?? 0) > 0);
  const wanted = [
    ...onceItems.map((item) => ({ item, language: '' as const })),
    ...languageItems.flatMap((item) => asks.map((language) => ({ item, language }))),
  ];
  return (
    <>
      <h2>{t('rooms.checklist')}</h2>
      <p>{t(room.state === 'preparing' ? 'rooms.checklist-hint' : 'rooms.checklist-open')}</p>
      {wanted.map(({ item, language }) => {
        const there = room.requirements.find((r) => r.item === item && r.language === language);
        const label = language
          ? t('gate-item.in', { item: t(`gate-item.${item}`), language: languageNames[language] })
          : t(`gate-item.${item}`);
        const deed = `requirement.${item}.${language || 'all'}`;
        return (
          <RoomForm key={deed} deed={deed} label={label}>
            <input type="hidden" name="item" value={item} />
            <input type="hidden" name="language" value={language} />
            <TextArea
              deed={deed}
              name="value"
              label={label}
              hint={t(`gate-hint.${item}`)}
              rows={2}
              value={there?.value}
            />
            {there && (
              <p className="hint">
                {t('rooms.written-by', { name: there.by })} <Week of={there.week} />
                {there.invented && ` · ${t('rooms.invented')}`}
              </p>
            )}
            {there?.isOld && (
              <Notice kind="bad">
                <p>{t('rooms.review-old')}</p>
              </Notice>
            )}
            {room.changes
              .filter((c) => c.item === item && c.language === language)
              .map((c) => (
                <Notice key={c.id}>
                  <p>{t('rooms.change-asked', { name: c.by })}</p>
                  <p>{c.value}</p>
                </Notice>
              ))}
            <Button>{t(room.state === 'preparing' ? 'save' : 'people.ask')}</Button>
          </RoomForm>
        );
      })}
    </>
  );
}
