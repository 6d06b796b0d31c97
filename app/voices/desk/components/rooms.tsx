import { useTranslation } from 'react-i18next';
import { Button, Checkbox, Field, Notice, RoomForm, Select, TextArea } from '../../../room/ui';
import { languageNames, languages } from '../../../shared/languages';
import { languageItems, type Missing, onceItems } from '../checklist';
import type { RoomPage, SomeRoom } from '../rooms.server';
import type { ShownCounts } from '../weekly.server';
import { DeskPage, Week } from './desk-page';

export interface RoomsView {
  role: 'caseworker' | 'facilitator';
  rooms: SomeRoom[];
  closesWeek: number;
}

export function Rooms({ view }: { view: RoomsView }) {
  const { t } = useTranslation('desk');
  return (
    <DeskPage of={view.role} title={t('rooms.title')}>
      {view.rooms.length === 0 && <p>{t('rooms.none')}</p>}
      <ul>
        {view.rooms.map((room) => (
          <li key={room.id}>
            <a href={`/desk/rooms/${room.id}`}>{room.name}</a> · {t(`rooms.state.${room.state}`)}
          </li>
        ))}
      </ul>
      <h2>{t('rooms.make')}</h2>
      <RoomForm deed="make" label={t('rooms.make')}>
        <Settings deed="make" room={null} closesWeek={view.closesWeek} />
        <Button primary>{t('rooms.make-do')}</Button>
      </RoomForm>
    </DeskPage>
  );
}

function Settings({ deed, room, closesWeek }: { deed: string; room: SomeRoom | null; closesWeek: number }) {
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

export interface RoomView {
  role: 'caseworker' | 'facilitator';
  isFacilitator: boolean;
  room: RoomPage;
  /** Facilitators of the room's organisations who are not set yet; organisations that are not in it. */
  mayFacilitate: { id: string; name: string }[];
  mayJoin: { id: string; name: string }[];
  counts: ShownCounts | null;
  asked: boolean;
}

/** A room with what it lacks at the top: it opens when nothing is missing, and two people say so. */
export function RoomDetails({ view }: { view: RoomView }) {
  const { t } = useTranslation('desk');
  const { room } = view;
  const preparing = room.state === 'preparing';
  return (
    <DeskPage of={view.role} title={room.name}>
      <p>{t(`rooms.state.${room.state}`)}</p>
      <p>
        <a href={`/desk/themes/${room.id}`}>{t('rooms.themes')}</a>
      </p>
      {room.hasConversation && view.isFacilitator && (
        <p>
          <a href={`/desk/groups/${room.id}`}>{t('rooms.group')}</a>
        </p>
      )}
      <Gate view={view} />
      <h2>{t('rooms.settings')}</h2>
      {preparing ? (
        <RoomForm deed="settings" label={t('rooms.settings')}>
          <Settings deed="settings" room={room} closesWeek={room.closesWeek} />
          <Button>{t('save')}</Button>
        </RoomForm>
      ) : (
        <p>
          {t('rooms.closes')}: <Week of={room.closesWeek} />
        </p>
      )}
      <h2>{t('rooms.questions')}</h2>
      <p>{t('rooms.questions-hint')}</p>
      {languages.map((language) => (
        <section key={language}>
          <h3>{languageNames[language]}</h3>
          {preparing ? (
            <RoomForm deed={`questions.${language}`} label={languageNames[language]}>
              <TextArea
                deed={`questions.${language}`}
                name="questions"
                label={t('rooms.questions-in', { language: languageNames[language] })}
                rows={4}
                value={(room.questions[language] ?? []).join('\n')}
              />
              <Button>{t('save')}</Button>
            </RoomForm>
          ) : (
            <ul lang={language}>
              {(room.questions[language] ?? []).map((q) => (
                <li key={q}>{q}</li>
              ))}
            </ul>
          )}
        </section>
      ))}
      <Checklist room={room} />
      <h2>{t('rooms.facilitators')}</h2>
      {room.facilitators.map((f) => (
        <section key={f.id}>
          <p>
            {f.name} · {f.organisation} · {f.training}
          </p>
          <RoomForm deed="unset-facilitator" label={t('rooms.unset-facilitator', { name: f.name })}>
            <input type="hidden" name="staff" value={f.id} />
            <Button>{t('rooms.unset-facilitator', { name: f.name })}</Button>
          </RoomForm>
        </section>
      ))}
      <RoomForm deed="set-facilitator" label={t('rooms.set-facilitator')}>
        <Select
          deed="set-facilitator"
          name="staff"
          label={t('rooms.facilitator')}
          empty={t('choose')}
          options={view.mayFacilitate.map((f) => ({ value: f.id, label: f.name }))}
        />
        <Field deed="set-facilitator" name="training" label={t('rooms.training')} maxLength={400} />
        <Button>{t('people.ask')}</Button>
      </RoomForm>
      <h2>{t('rooms.organisations')}</h2>
      <ul>
        {room.organisations.map((o) => (
          <li key={o.id}>{o.name}</li>
        ))}
      </ul>
      {view.mayJoin.length > 0 && (
        <RoomForm deed="join-room" label={t('rooms.join')}>
          <Select
            deed="join-room"
            name="organisation"
            label={t('rooms.organisation')}
            empty={t('choose')}
            options={view.mayJoin.map((o) => ({ value: o.id, label: o.name }))}
          />
          <Button>{t('people.ask')}</Button>
        </RoomForm>
      )}
      <Counts counts={view.counts} />
      {room.state === 'open' && (
        <>
          <h2>{t('rooms.close')}</h2>
          <p>{t('rooms.close-hint')}</p>
          <RoomForm deed="close" label={t('rooms.close')}>
            <Button danger>{t('rooms.close-do')}</Button>
          </RoomForm>
        </>
      )}
    </DeskPage>
  );
}

function Gate({ view: { room, asked } }: { view: RoomView }) {
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

function Checklist({ room }: { room: RoomPage }) {
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

function Counts({ counts }: { counts: ShownCounts | null }) {
  const { t } = useTranslation('desk');
  const shown = (n: number | null) => (n === null ? t('counts.withheld') : String(n));
  return (
    <>
      <h2>{t('counts.title')}</h2>
      <p>{t('counts.hint')}</p>
      {!counts ? (
        <p>{t('counts.none')}</p>
      ) : (
        <>
          <p>
            {t('counts.total')}: {shown(counts.total)} · <Week of={counts.week} />
          </p>
          {Object.entries(counts.tables).map(([table, cells]) => (
            <table key={table}>
              <caption>{t(`counts.${table}`)}</caption>
              <tbody>
                {Object.entries(cells).map(([cell, n]) => (
                  <tr key={cell}>
                    <th scope="row">{table === 'language' ? languageNames[cell as 'en'] : t(`provenance.${cell}`)}</th>
                    <td>{shown(n)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          ))}
        </>
      )}
    </>
  );
}
