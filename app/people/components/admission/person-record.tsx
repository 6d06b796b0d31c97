import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Time } from '../../../shared/ui/time';
import { type Allowed, PersonDeeds } from './person-deeds';

export interface PersonRecordProps {
  id: number;
  handle: string;
  name: string;
  state: 'waiting' | 'active' | 'refused' | 'suspended' | 'unconfirmed';
  secretariat: boolean;
  organisation: { handle: string; name: string } | null;
  organisationId: number | null;
  offices: { organisationId: number; organisation: string; handle: string; role: 'focal-point' | 'alternate' }[];
  decision: {
    email: string;
    registeredAt: string;
    decidedAt: string | null;
    decidedBy: string | null;
    reason: string | null;
    organisationWanted: string | null;
  } | null;
  /** Null for those who do not decide on this person. */
  allowed: Allowed | null;
  organisations: { id: number; name: string }[] | null;
  admits: boolean;
  zone: string;
}

/** Who somebody is here; for those who decide on them, also what was decided, and what they may do. */
export function PersonRecord(p: PersonRecordProps) {
  const { t } = useTranslation('admission');
  return (
    <div className="narrow">
      {p.admits && (
        <p className="crumb">
          <Link to="/people">{t('title')}</Link>
        </p>
      )}
      <h1>
        <bdi>{p.name}</bdi>
      </h1>
      {p.state !== 'active' && (
        <p className="meta">
          <span className={p.state === 'waiting' ? 'state waiting' : 'state hidden'}>{t(`state.${p.state}`)}</span>
        </p>
      )}
      <dl className="record">
        <Fact name={t('person.organisation')}>
          {p.organisation ? (
            <Link to={`/organisations/${p.organisation.handle}`}>
              <bdi>{p.organisation.name}</bdi>
            </Link>
          ) : (
            t('person.no-organisation')
          )}
        </Fact>
        {p.secretariat && <Fact name={t('person.role')}>{t('person.secretariat')}</Fact>}
        {p.offices.length > 0 && (
          <Fact name={t('person.offices')}>
            {p.offices.map((o) => (
              <div key={o.organisationId}>
                {t(`organisations:office.${o.role}`)},{' '}
                <Link to={`/organisations/${o.handle}`}>
                  <bdi>{o.organisation}</bdi>
                </Link>
              </div>
            ))}
          </Fact>
        )}
        <Fact name={t('person.mention')}>
          <bdi dir="ltr">@{p.handle}</bdi>
        </Fact>
      </dl>
      {p.decision && (
        <section aria-labelledby="admission">
          <h2 id="admission">{t('person.admission')}</h2>
          <Decision decision={p.decision} zone={p.zone} />
          {p.allowed && <PersonDeeds {...p} allowed={p.allowed} />}
        </section>
      )}
    </div>
  );
}

function Decision({ decision: d, zone }: { decision: NonNullable<PersonRecordProps['decision']>; zone: string }) {
  const { t } = useTranslation('admission');
  return (
    <dl className="record">
      <Fact name={t('person.email')}>
        <bdi>{d.email}</bdi>
      </Fact>
      <Fact name={t('person.registered')}>
        <Time at={d.registeredAt} zone={zone} style="date" />
      </Fact>
      {d.organisationWanted && (
        <Fact name={t('person.wanted')}>
          <bdi>{d.organisationWanted}</bdi>
        </Fact>
      )}
      {d.decidedAt && (
        <Fact name={t('person.decided')}>
          <Time at={d.decidedAt} zone={zone} style="date" />
          {d.decidedBy && (
            <>
              {' '}
              · <bdi>{d.decidedBy}</bdi>
            </>
          )}
        </Fact>
      )}
      {d.reason && <Fact name={t('person.reason')}>{<bdi>{d.reason}</bdi>}</Fact>}
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
