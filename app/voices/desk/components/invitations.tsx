import { useTranslation } from 'react-i18next';
import { Button, Choices, Code, Notice, RoomForm, Select } from '../../../room/ui';
import type { ListedInvitation } from '../invitations.server';
import { DeskPage, Week } from './desk-page';

export interface InvitationsView {
  invitations: ListedInvitation[];
  rooms: { id: string; name: string }[];
  address: string;
  groups: number;
}

export interface MadeInvitation {
  shown: string;
  expiresWeek: number;
}

export function Invitations({ view, made }: { view: InvitationsView; made: MadeInvitation | null }) {
  const { t } = useTranslation('desk');
  return (
    <DeskPage of="caseworker" title={t('invitations.title')}>
      {made && <Slip made={made} address={view.address} groups={view.groups} />}
      <h2>{t('invitations.make')}</h2>
      <RoomForm deed="make" label={t('invitations.make')}>
        <Select
          deed="make"
          name="room"
          label={t('invitations.room')}
          options={view.rooms.map((r) => ({ value: r.id, label: r.name }))}
        />
        <Choices
          deed="make"
          name="provenance"
          label={t('invitations.for')}
          options={(['direct', 'proxy', 'group'] as const).map((p) => ({
            value: p,
            label: t(`provenance.${p}`),
            hint: t(`provenance-hint.${p}`),
          }))}
        />
        <Button primary>{t('invitations.make-do')}</Button>
      </RoomForm>
      <h2>{t('invitations.listed')}</h2>
      <p>{t('invitations.listed-hint')}</p>
      {view.invitations.length === 0 && <p>{t('invitations.none')}</p>}
      {view.invitations.map((i) => (
        <section key={i.id}>
          <p>
            {i.room} · {t(`provenance.${i.provenance}`)} · {i.madeBy} · {t('invitations.until')}{' '}
            <Week of={i.expiresWeek} />
          </p>
          <RoomForm deed="end">
            <input type="hidden" name="invitation" value={i.id} />
            <Button>{t('invitations.end')}</Button>
          </RoomForm>
        </section>
      ))}
    </DeskPage>
  );
}

/** To be printed and cut: an address and a code, and an envelope for the number that comes. Nothing says what it is for. */
function Slip({ made, address, groups }: { made: MadeInvitation; address: string; groups: number }) {
  const { t } = useTranslation('desk');
  return (
    <>
      <Notice kind="good">
        <p>{t('invitations.made')}</p>
      </Notice>
      <section aria-label={t('slip.title')} className="slip">
        <h2>{t('slip.title')}</h2>
        <p>{t('slip.open')}</p>
        <p className="code" dir="ltr">
          {address}
        </p>
        <p>{t('slip.code')}</p>
        <Code groups={made.shown.split('-')} />
        <p>
          {t('slip.until')} <Week of={made.expiresWeek} />
        </p>
      </section>
      <Envelope groups={groups} />
    </>
  );
}

function Envelope({ groups }: { groups: number }) {
  const { t } = useTranslation('desk');
  return (
    <section aria-label={t('envelope.title')} className="slip">
      <h2>{t('envelope.title')}</h2>
      <p>{t('envelope.write')}</p>
      <Code groups={Array.from({ length: groups }, () => '____')} />
      <p>{t('envelope.keep')}</p>
    </section>
  );
}
