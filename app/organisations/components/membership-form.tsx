import { useTranslation } from 'react-i18next';
import { Fold } from '../../shared/ui/fold';
import { Button, Choices, DeedForm, Field } from '../../shared/ui/form';
import { Version } from '../../shared/ui/standing-now';
import { Way } from '../../shared/ui/way';
import type { Membership, StoredMembership } from '../organisation';
import { Term } from './organisation-record';

/** The times of an organisation on the Steering Committee. Founding members are entered here; all else is for the committee to decide. */
export function Memberships({ memberships, version }: { memberships: StoredMembership[]; version: number }) {
  const { t } = useTranslation('organisations');
  return (
    <section aria-labelledby="membership">
      <h2 id="membership">{t('membership.title')}</h2>
      <p>{t('membership.lede')}</p>
      {memberships.map((m) =>
        m.founding && !m.decided ? (
          <Fold
            key={m.since}
            summary={<Term {...m} />}
            deeds={[`membership-${m.since}`, `remove-membership-${m.since}`]}
          >
            <MembershipForm membership={m} version={version} />
            <DeedForm deed={`remove-membership-${m.since}`}>
              <Version deed={`remove-membership-${m.since}`} now={version} />
              <input type="hidden" name="was" value={m.since} />
              <p className="hint">{t('membership.remove-hint')}</p>
              <Button danger>{t('membership.remove')}</Button>
            </DeedForm>
          </Fold>
        ) : (
          <p key={m.since}>
            <Term {...m} />
          </p>
        ),
      )}
      {memberships.length === 0 && (
        <Fold summary={t('membership.new')} deeds={['membership-new']}>
          <MembershipForm membership={null} version={version} />
        </Fold>
      )}
      <p>
        <Way to="/committee/members">{t('membership.by-decision')}</Way>
      </p>
    </section>
  );
}

function MembershipForm({ membership, version }: { membership: Membership | null; version: number }) {
  const { t } = useTranslation('organisations');
  const deed = `membership-${membership?.since ?? 'new'}`;
  return (
    <DeedForm deed={deed} className="stack">
      <Version deed={deed} now={version} />
      <input type="hidden" name="was" value={membership?.since ?? ''} />
      <Field
        deed={deed}
        name="since"
        type="date"
        label={t('membership.since')}
        hint={t('membership.since-hint')}
        value={membership?.since}
        required
      />
      <Choices
        deed={deed}
        name="mayChair"
        label={t('membership.may-chair')}
        hint={t('membership.may-chair-hint')}
        value={membership ? (membership.mayChair ? 'yes' : 'no') : undefined}
        options={[
          { value: 'yes', label: t('record.may-chair') },
          { value: 'no', label: t('record.may-not-chair') },
        ]}
      />
      <Button>{t(membership ? 'membership.save' : 'membership.add')}</Button>
    </DeedForm>
  );
}
