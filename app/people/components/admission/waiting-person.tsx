import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Fold } from '../../../shared/ui/fold';
import { Button, DeedForm, TextArea } from '../../../shared/ui/form';
import { Time } from '../../../shared/ui/time';
import { OrganisationChoice } from './organisation-choice';

export interface WaitingPersonProps {
  id: number;
  name: string;
  handle: string;
  email: string;
  organisation: string | null;
  organisationHandle: string | null;
  organisationId: number | null;
  organisationWanted: string | null;
  since: string;
  answerBy: string;
  late: boolean;
  /** By the secretariat alone: another organisation than the one named. */
  mayChoose: boolean;
  /** Set for the one person whose organisation is being chosen. */
  choosing: { organisations: { id: number; name: string }[]; chosen: number | null } | null;
  zone: string;
}

/** Someone who waits: who they are, since when, what they were promised, and the two answers. */
export function WaitingPerson(p: WaitingPersonProps) {
  const { t } = useTranslation('admission');
  const refuseDeed = `refuse-${p.id}`;
  return (
    <li id={`person-${p.id}`}>
      <h2>
        <bdi>{p.name}</bdi>
      </h2>
      <p className="meta">
        <bdi>{p.email}</bdi>
        {p.organisation ? (
          <Link to={`/organisations/${p.organisationHandle}`}>
            <bdi>{p.organisation}</bdi>
          </Link>
        ) : (
          <span>
            {t('waiting.wanted')} <bdi>{p.organisationWanted ?? t('waiting.none-named')}</bdi>
          </span>
        )}
      </p>
      <p className="meta">
        <span>
          {t('waiting.since')} <Time at={p.since} zone={p.zone} style="date" />
        </span>
        <span>
          {t('waiting.promised')} <Time at={p.answerBy} zone={p.zone} style="date" />
        </span>
        {p.late && <span className="state waiting">{t('waiting.late')}</span>}
      </p>
      {p.choosing ? <ChooseOrganisation person={p} {...p.choosing} /> : <Approve person={p} />}
      <Fold summary={t('refuse.open')} deeds={[refuseDeed]}>
        <DeedForm deed={refuseDeed} className="stack">
          <input type="hidden" name="person" value={p.id} />
          <TextArea
            deed={refuseDeed}
            name="reason"
            label={t('refuse.reason')}
            hint={t('refuse.reason-hint')}
            rows={3}
            required
          />
          <Button danger>
            {t('refuse.do')}
            <span className="unseen">: {p.name}</span>
          </Button>
        </DeedForm>
      </Fold>
    </li>
  );
}

function Approve({ person: p }: { person: WaitingPersonProps }) {
  const { t } = useTranslation('admission');
  return (
    <>
      {p.organisationId !== null && (
        <DeedForm deed={`approve-${p.id}`}>
          <input type="hidden" name="person" value={p.id} />
          <Button>
            {t('approve.do')}
            <span className="unseen">: {p.name}</span>
          </Button>
        </DeedForm>
      )}
      {p.mayChoose && (
        <p className="row">
          <Link to={`/people?for=${p.id}#person-${p.id}`}>
            {t(p.organisationId === null ? 'approve.choose' : 'approve.other')}
          </Link>
          <AddWanted person={p} />
        </p>
      )}
    </>
  );
}

/** From here the secretariat adds what the person typed, and comes back with it chosen. */
function AddWanted({ person: p }: { person: WaitingPersonProps }) {
  const { t } = useTranslation('admission');
  if (p.organisationId !== null || !p.organisationWanted) return null;
  const search = new URLSearchParams({ for: String(p.id), name: p.organisationWanted });
  return (
    <Link to={`/organisations/new?${search}`}>{t('approve.add', { name: `\u2068${p.organisationWanted}\u2069` })}</Link>
  );
}

function ChooseOrganisation({
  person: p,
  organisations,
  chosen,
}: {
  person: WaitingPersonProps;
  organisations: { id: number; name: string }[];
  chosen: number | null;
}) {
  const { t } = useTranslation('admission');
  const deed = `approve-${p.id}`;
  return (
    <DeedForm deed={deed} className="stack">
      <input type="hidden" name="person" value={p.id} />
      <OrganisationChoice deed={deed} organisations={organisations} chosen={chosen ?? p.organisationId} />
      <div className="actions">
        <Button>{t('approve.do')}</Button>
        <AddWanted person={p} />
        <Link to="/people">{t('shared:form.cancel')}</Link>
      </div>
    </DeedForm>
  );
}
