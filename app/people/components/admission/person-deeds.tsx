import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Fold } from '../../../shared/ui/fold';
import { Button, Choices, DeedForm, Select, TextArea } from '../../../shared/ui/form';
import { OrganisationChoice } from './organisation-choice';

/** What the reader may do with this person; the same rules refuse it again when it is done. */
export interface Allowed {
  approve: boolean;
  suspend: boolean;
  reinstate: boolean;
  appoint: boolean;
  staff: boolean;
}

interface Props {
  id: number;
  secretariat: boolean;
  state: string;
  organisationId: number | null;
  offices: { organisationId: number; organisation: string; role: 'focal-point' | 'alternate' }[];
  allowed: Allowed;
  organisations: { id: number; name: string }[] | null;
}

export function PersonDeeds({ id, state, allowed, organisations, organisationId, offices, secretariat }: Props) {
  const { t } = useTranslation('admission');
  return (
    <>
      {state === 'waiting' && (
        <p>
          <Link to={`/people#person-${id}`}>{t('person.decide')}</Link>
        </p>
      )}
      {allowed.approve && (
        <DeedForm deed="approve" className="stack">
          {organisationId === null && organisations && (
            <OrganisationChoice deed="approve" organisations={organisations} chosen={null} />
          )}
          <Button>{t('approve.after-all')}</Button>
        </DeedForm>
      )}
      {allowed.reinstate && (
        <DeedForm deed="reinstate">
          <p className="hint">{t('reinstate.hint')}</p>
          <Button>{t('reinstate.do')}</Button>
        </DeedForm>
      )}
      {allowed.appoint && organisations && (
        <Offices offices={offices} organisations={organisations} own={organisationId} />
      )}
      {allowed.staff && (
        <DeedForm deed="staff">
          <input type="hidden" name="on" value={secretariat ? 'no' : 'yes'} />
          <h3>{t('staff.title')}</h3>
          <p className="hint">{t(secretariat ? 'staff.is' : 'staff.is-not')}</p>
          <Button danger={secretariat}>{t(secretariat ? 'staff.take' : 'staff.give')}</Button>
        </DeedForm>
      )}
      {allowed.suspend && (
        <Fold summary={t('suspend.open')} deeds={['suspend']}>
          <DeedForm deed="suspend" className="stack">
            <p className="hint">{t('suspend.hint')}</p>
            <TextArea
              deed="suspend"
              name="reason"
              label={t('suspend.reason')}
              hint={t('suspend.reason-hint')}
              rows={3}
              required
            />
            <Button danger>{t('suspend.do')}</Button>
          </DeedForm>
        </Fold>
      )}
    </>
  );
}

function Offices({
  offices,
  organisations,
  own,
}: {
  offices: Props['offices'];
  organisations: { id: number; name: string }[];
  own: number | null;
}) {
  const { t } = useTranslation('admission');
  return (
    <>
      <h3>{t('office.title')}</h3>
      <p className="hint">{t('office.hint')}</p>
      {offices.map((o) => (
        <DeedForm key={o.organisationId} deed={`take-office-${o.organisationId}`} className="row">
          <input type="hidden" name="organisation" value={o.organisationId} />
          <span>
            {t(`organisations:office.${o.role}`)}, <bdi>{o.organisation}</bdi>
          </span>
          <Button danger>
            {t('office.take')}
            <span className="unseen">
              : {t(`organisations:office.${o.role}`)}, {o.organisation}
            </span>
          </Button>
        </DeedForm>
      ))}
      <Fold summary={t('office.open')} deeds={['office']}>
        <DeedForm deed="office" className="stack">
          <Select
            deed="office"
            name="organisation"
            label={t('office.organisation')}
            value={own === null ? '' : String(own)}
            empty={t('approve.please-choose')}
            required
            options={organisations.map((o) => ({ value: String(o.id), label: o.name }))}
          />
          <Choices
            deed="office"
            name="office"
            label={t('office.which')}
            options={[
              { value: 'focal-point', label: t('organisations:office.focal-point') },
              { value: 'alternate', label: t('organisations:office.alternate') },
            ]}
          />
          <Button>{t('office.give')}</Button>
        </DeedForm>
      </Fold>
    </>
  );
}
