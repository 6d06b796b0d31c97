import { useTranslation } from 'react-i18next';
import { Checkbox, Field } from '../../../room/ui';
import type { SomeRoom } from '../rooms.server';

/** What is set of a room, when it is made and while it is prepared. */
export function RoomSettings({ deed, room, closesWeek }: { deed: string; room: SomeRoom | null; closesWeek: number }) {
  const { t } = useTranslation('desk');
  return (
    <>
      <Field
        deed={deed}
        name="name"
        label={t('rooms.name')}
        hint={t('rooms.name-hint')}
        value={room?.name}
        maxLength={120}
      />
      <Field
        deed={deed}
        name="answerWeeks"
        label={t('rooms.answer-weeks')}
        hint={t('rooms.answer-weeks-hint')}
        value={room?.answerWeeks ? String(room.answerWeeks) : ''}
        inputMode="numeric"
      />
      <Field
        deed={deed}
        name="closesWeek"
        label={t('rooms.closes')}
        hint={t('rooms.closes-hint')}
        value={String(room?.closesWeek ?? closesWeek)}
        inputMode="numeric"
      />
      <Field
        deed={deed}
        name="retentionWeeks"
        label={t('rooms.retention')}
        hint={t('rooms.retention-hint')}
        value={String(room?.retentionWeeks ?? 13)}
        inputMode="numeric"
      />
      <Checkbox
        deed={deed}
        name="hasConversation"
        label={t('rooms.conversation')}
        hint={t('rooms.conversation-hint')}
        checked={room?.hasConversation ?? false}
      />
    </>
  );
}
