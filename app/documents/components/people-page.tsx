import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Fold } from '../../shared/ui/fold';
import { Button, DeedForm, Field, RefusedWithoutForm, Select } from '../../shared/ui/form';
import { Time } from '../../shared/ui/time';
import { roles } from '../document';
import type { InvitedOrganisation, NamedPerson, PeopleView } from '../queries/people.server';
import { DocumentFrame } from './document-frame';
import { SettingsForm } from './settings-form';

export interface PeopleProps {
  view: PeopleView;
  zone: string;
  now: string;
}

/** With whom the document is written: organisations and their parts, and whom each of them has named. */
export function PeoplePage({ view, zone, now }: PeopleProps) {
  const { t } = useTranslation('documents');
  const { head } = view;
  const isNamed = (deed: string) =>
    view.organisations.some((o) => o.named.some((p) => deed === `dates-${o.id}-${p.id}`));
  return (
    <DocumentFrame head={head} at="people" title={t('people.title')}>
      <div className="stack">
        <p className="lede">{t('people.lede')}</p>
        <RefusedWithoutForm stands={(deed) => !deed.startsWith('dates-') || isNamed(deed)} />
        {view.organisations.map((o) => (
          <Organisation key={o.id} o={o} view={view} zone={zone} now={now} />
        ))}
        {head.may.administer && <Invite view={view} />}
        {head.may.administer && <SettingsForm view={view} />}
      </div>
    </DocumentFrame>
  );
}

function Organisation({ o, view, zone, now }: { o: InvitedOrganisation; view: PeopleView; zone: string; now: string }) {
  const { t } = useTranslation('documents');
  const isLead = o.id === view.head.lead.id;
  return (
    <section aria-labelledby={`organisation-${o.id}`}>
      <h2 id={`organisation-${o.id}`}>
        <Link to={`/organisations/${o.handle}`}>
          <bdi>{o.name}</bdi>
        </Link>
      </h2>
      <p className="meta">
        <span>{t(`role.${o.role}`)}</span>
        {isLead && <span>{t('people.is-lead')}</span>}
      </p>
      <ul className="list">
        {o.offices.map((p) => (
          <li key={p.id}>
            <bdi>{p.name}</bdi> <small>{t(`people.office.${p.role}`)}</small>
          </li>
        ))}
        {o.named.map((p) => (
          <li key={p.id}>
            <bdi>{p.name}</bdi> {(p.from || p.until) && <StandIn p={p} zone={zone} now={now} />}
            {o.mayName && <DatesForm o={o} p={p} />}
            {o.mayName && (
              <DeedForm deed={`unname-${o.id}-${p.id}`}>
                <input type="hidden" name="organisation" value={o.id} />
                <input type="hidden" name="person" value={p.id} />
                <Button quiet>
                  {t('people.unname')}
                  <span className="unseen">: {p.name}</span>
                </Button>
              </DeedForm>
            )}
          </li>
        ))}
      </ul>
      {o.offices.length + o.named.length === 0 && <p className="empty">{t('people.nobody')}</p>}
      {o.mayName && o.candidates.length > 0 && <NameForm o={o} />}
      {view.head.may.administer && !isLead && <RoleForms o={o} />}
    </section>
  );
}

function StandIn({ p, zone, now }: { p: { from: string | null; until: string | null }; zone: string; now: string }) {
  const { t } = useTranslation('documents');
  const over = p.until !== null && Date.parse(p.until) <= Date.parse(now);
  return (
    <small className="meta">
      {p.from && (
        <span>
          {t('people.from')} <Time at={p.from} zone={zone} />
        </span>
      )}
      {p.until && (
        <span>
          {t('people.until')} <Time at={p.until} zone={zone} />
        </span>
      )}
      {over && <span className="state closed">{t('people.over')}</span>}
    </small>
  );
}

/** Other days for whoever is named: to take them off and name them again would leave a gap, and close their text. */
function DatesForm({ o, p }: { o: InvitedOrganisation; p: NamedPerson }) {
  const { t } = useTranslation('documents');
  const deed = `dates-${o.id}-${p.id}`;
  const summary = (
    <>
      {t('people.change-days')}
      <span className="unseen">: {p.name}</span>
    </>
  );
  return (
    <Fold summary={summary} deeds={[deed]}>
      <DeedForm deed={deed}>
        <input type="hidden" name="organisation" value={o.id} />
        <input type="hidden" name="person" value={p.id} />
        <DayFields deed={deed} from={p.fromDay} until={p.untilDay} />
        <p className="actions">
          <Button>{t('people.set-days')}</Button>
        </p>
      </DeedForm>
    </Fold>
  );
}

function DayFields({ deed, from, until }: { deed: string; from?: string; until?: string }) {
  const { t } = useTranslation('documents');
  const hint = t('people.days-hint');
  return (
    <>
      <Field deed={deed} name="from" type="date" label={t('people.from-day')} hint={hint} value={from} optional />
      <Field deed={deed} name="until" type="date" label={t('people.until-day')} value={until} optional />
    </>
  );
}

function NameForm({ o }: { o: InvitedOrganisation }) {
  const { t } = useTranslation('documents');
  const deed = `name-${o.id}`;
  return (
    <Fold summary={t('people.name-someone')} deeds={[deed]}>
      <DeedForm deed={deed}>
        <input type="hidden" name="organisation" value={o.id} />
        <Select
          deed={deed}
          name="person"
          label={t('people.person')}
          empty={t('field.choose')}
          options={o.candidates.map((p) => ({ value: String(p.id), label: p.name }))}
          required
        />
        <DayFields deed={deed} />
        <p className="actions">
          <Button>{t('people.name')}</Button>
        </p>
      </DeedForm>
    </Fold>
  );
}

function RoleForms({ o }: { o: InvitedOrganisation }) {
  const { t } = useTranslation('documents');
  const deed = `role-${o.id}`;
  return (
    <Fold summary={t('people.change')} deeds={[deed, `uninvite-${o.id}`]}>
      <DeedForm deed={deed} className="row">
        <input type="hidden" name="organisation" value={o.id} />
        <RoleChoice deed={deed} value={o.role} />
        <Button>{t('people.change-role')}</Button>
      </DeedForm>
      <DeedForm deed={`uninvite-${o.id}`}>
        <input type="hidden" name="organisation" value={o.id} />
        <p className="hint">{t('people.uninvite-hint')}</p>
        <Button danger>
          {t('people.uninvite')}
          <span className="unseen">: {o.name}</span>
        </Button>
      </DeedForm>
    </Fold>
  );
}

function RoleChoice({ deed, value }: { deed: string; value?: string }) {
  const { t } = useTranslation('documents');
  return (
    <Select
      deed={deed}
      name="role"
      label={t('people.role')}
      value={value ?? 'suggester'}
      options={roles.map((role) => ({ value: role, label: t(`role-does.${role}`) }))}
    />
  );
}

function Invite({ view }: { view: PeopleView }) {
  const { t } = useTranslation('documents');
  const here = new Set(view.organisations.map((o) => o.id));
  return (
    <section aria-labelledby="invite">
      <h2 id="invite">{t('people.invite')}</h2>
      <DeedForm deed="invite">
        <Select
          deed="invite"
          name="organisation"
          label={t('people.organisation')}
          empty={t('field.choose')}
          options={view.others.filter((o) => !here.has(o.id)).map((o) => ({ value: String(o.id), label: o.name }))}
          required
        />
        <RoleChoice deed="invite" />
        <p className="actions">
          <Button primary>{t('people.invite-do')}</Button>
        </p>
      </DeedForm>
    </section>
  );
}
