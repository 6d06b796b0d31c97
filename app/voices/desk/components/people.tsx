import { useTranslation } from 'react-i18next';
import { Button, Choices, Field, Notice, RoomForm, Select } from '../../../room/ui';
import { languageNames } from '../../../shared/languages';
import type { ListedAct } from '../agreeing.server';
import type { Colleague } from '../members.server';
import { DeskPage, type Shown, ShownOnce, Week } from './desk-page';

export interface PeopleView {
  role: 'caseworker' | 'facilitator';
  organisation: string;
  colleagues: Colleague[];
  acts: ListedAct[];
  platform: { id: number; name: string }[];
}

/** Who works here, what waits for a second person, and the record of what two have done. */
export function People({ view, shown }: { view: PeopleView; shown: Shown[] }) {
  const { t } = useTranslation('desk');
  return (
    <DeskPage of={view.role} title={t('people.title', { organisation: view.organisation })}>
      <ShownOnce of={shown} />
      <Acts acts={view.acts.filter((a) => a.state === 'asked')} />
      <h2>{t('people.colleagues')}</h2>
      {view.colleagues.map((one) => (
        <section key={one.id}>
          <h3>{one.name}</h3>
          <p>
            {t(`role.${one.role}`)} · {t(`people.state.${one.state}`)}
          </p>
          <RoomForm deed="end-staff" label={t('people.end', { name: one.name })}>
            <input type="hidden" name="staff" value={one.id} />
            <Button>{t('people.end', { name: one.name })}</Button>
          </RoomForm>
          {one.state === 'active' && (
            <RoomForm deed="grant-again" label={t('people.grant', { name: one.name })}>
              <input type="hidden" name="staff" value={one.id} />
              <p className="hint">{t('people.grant-hint')}</p>
              <Button>{t('people.grant', { name: one.name })}</Button>
            </RoomForm>
          )}
        </section>
      ))}
      <h2>{t('people.add')}</h2>
      <RoomForm deed="add-staff" label={t('people.add')}>
        <Field deed="add-staff" name="name" label={t('people.name')} maxLength={120} />
        <Choices
          deed="add-staff"
          name="role"
          label={t('people.role')}
          options={(['caseworker', 'facilitator'] as const).map((r) => ({ value: r, label: t(`role.${r}`) }))}
        />
        <Button>{t('people.ask')}</Button>
      </RoomForm>
      <h2>{t('people.organisation')}</h2>
      <p>{t('people.organisation-hint')}</p>
      <RoomForm deed="open-organisation" label={t('people.organisation')}>
        <Field deed="open-organisation" name="name" label={t('people.organisation-name')} maxLength={120} />
        <Field deed="open-organisation" name="first" label={t('people.first')} maxLength={120} />
        <Field deed="open-organisation" name="second" label={t('people.second')} maxLength={120} />
        <Select
          deed="open-organisation"
          name="platform"
          label={t('people.platform')}
          empty={t('people.platform-none')}
          options={view.platform.map((o) => ({ value: String(o.id), label: o.name }))}
        />
        <Button>{t('people.ask')}</Button>
      </RoomForm>
      <h2>{t('people.record')}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('people.record-what')}</th>
            <th scope="col">{t('people.record-asked')}</th>
            <th scope="col">{t('people.record-agreed')}</th>
            <th scope="col">{t('people.record-week')}</th>
          </tr>
        </thead>
        <tbody>
          {view.acts
            .filter((a) => a.state !== 'asked')
            .map((a) => (
              <tr key={a.id}>
                <td>
                  <ActWords act={a} /> ({t(`act.state.${a.state}`)})
                </td>
                <td>{a.askedBy}</td>
                <td>{a.agreedBy}</td>
                <td>
                  <Week of={a.week} />
                </td>
              </tr>
            ))}
        </tbody>
      </table>
      <h2>{t('people.end-organisation')}</h2>
      <p>{t('people.end-organisation-hint')}</p>
      <RoomForm deed="end-organisation" label={t('people.end-organisation')}>
        <Button danger>{t('people.end-organisation-do')}</Button>
      </RoomForm>
    </DeskPage>
  );
}

function ActWords({ act }: { act: ListedAct }) {
  const { t } = useTranslation('desk');
  const item = act.item && t(`gate-item.${act.item}`);
  const which = act.language ? t('gate-item.in', { item, language: languageNames[act.language] }) : item;
  return <>{[t(`act.${act.what}`), act.about, act.room, which, act.value].filter(Boolean).join(' · ')}</>;
}

function Acts({ acts }: { acts: ListedAct[] }) {
  const { t } = useTranslation('desk');
  if (acts.length === 0) return null;
  return (
    <Notice>
      <h2>{t('people.waits')}</h2>
      {acts.map((a) => (
        <section key={a.id}>
          <h3>
            <ActWords act={a} />
          </h3>
          <p>{t('people.asked-by', { name: a.askedBy })}</p>
          {a.what === 'grant-again' ? (
            <p>{t('people.grant-waits')}</p>
          ) : (
            <>
              {!a.mine && (
                <RoomForm deed={`agree.${a.id}`} label={t('people.agree')}>
                  <input type="hidden" name="act" value={a.id} />
                  <Button primary>{t('people.agree')}</Button>
                </RoomForm>
              )}
              <RoomForm deed={`refuse.${a.id}`} label={t('people.refuse')}>
                <input type="hidden" name="act" value={a.id} />
                <Button>{t(a.mine ? 'people.take-back' : 'people.refuse')}</Button>
              </RoomForm>
            </>
          )}
        </section>
      ))}
    </Notice>
  );
}
