import { useTranslation } from 'react-i18next';
import { languageNames, languages } from '../../../shared/languages';
import { Button, DeedForm, Field, Select } from '../../../shared/ui/form';
import { Time } from '../../../shared/ui/time';
import { PeopleFrame } from './people-frame';

export interface InvitationLine {
  id: number;
  email: string;
  name: string;
  organisation: string | null;
  office: 'focal-point' | 'alternate' | null;
  discussion: string | null;
  role: 'facilitator' | 'participant' | 'observer' | null;
  invitedBy: string;
  invitedAt: string;
  expiresAt: string | null;
  expired: boolean;
  /** An office was offered by the secretariat, and is theirs to take back. */
  mine: boolean;
}

export interface InvitationsProps {
  done: string | null;
  open: InvitationLine[];
  choices: { organisations: { id: number; name: string }[]; discussions: { id: number; title: string }[] };
  secretariat: boolean;
  language: string;
  zone: string;
}

export function Invitations({ done, open, choices, secretariat, language, zone }: InvitationsProps) {
  const { t } = useTranslation('admission');
  return (
    <PeopleFrame view="invitations" done={done}>
      <div className="narrow">
        <section aria-labelledby="invite">
          <h2 id="invite">{t('invite.title')}</h2>
          <p>{t(secretariat ? 'invite.lede' : 'invite.lede-own')}</p>
          <InviteForm choices={choices} secretariat={secretariat} language={language} />
        </section>
        <section aria-labelledby="open">
          <h2 id="open">{t('invite.open')}</h2>
          {open.length === 0 ? (
            <p className="empty">{t('invite.none')}</p>
          ) : (
            <ul className="board">
              {open.map((line) => (
                <Line key={line.id} line={line} zone={zone} />
              ))}
            </ul>
          )}
        </section>
      </div>
    </PeopleFrame>
  );
}

function InviteForm({
  choices,
  secretariat,
  language,
}: Pick<InvitationsProps, 'choices' | 'secretariat' | 'language'>) {
  const { t } = useTranslation('admission');
  const deed = 'invite';
  const [only] = choices.organisations;
  return (
    <DeedForm deed={deed} className="stack">
      <Field deed={deed} name="email" type="email" label={t('invite.email')} autoComplete="off" dir="ltr" required />
      <Field
        deed={deed}
        name="name"
        label={t('invite.name')}
        hint={t('invite.name-hint')}
        autoComplete="off"
        dir="auto"
        optional
      />
      <Select
        deed={deed}
        name="language"
        label={t('invite.language')}
        value={language}
        options={languages.map((l) => ({ value: l, label: languageNames[l] }))}
      />
      <Select
        deed={deed}
        name="organisation"
        label={t('invite.organisation')}
        value={secretariat || !only ? '' : String(only.id)}
        {...(secretariat ? { empty: t('invite.no-organisation') } : {})}
        options={choices.organisations.map((o) => ({ value: String(o.id), label: o.name }))}
      />
      {secretariat && (
        <Select
          deed={deed}
          name="office"
          label={t('invite.office')}
          empty={t('invite.no-office')}
          optional
          options={[
            { value: 'focal-point', label: t('organisations:office.focal-point') },
            { value: 'alternate', label: t('organisations:office.alternate') },
          ]}
        />
      )}
      {choices.discussions.length > 0 && (
        <>
          <Select
            deed={deed}
            name="discussion"
            label={t('invite.discussion')}
            empty={t('invite.no-discussion')}
            optional
            options={choices.discussions.map((d) => ({ value: String(d.id), label: d.title }))}
          />
          <Select
            deed={deed}
            name="role"
            label={t('invite.role')}
            hint={t('invite.role-hint')}
            value="participant"
            options={(['participant', 'observer', 'facilitator'] as const).map((role) => ({
              value: role,
              label: t(`role.${role}`),
            }))}
          />
        </>
      )}
      <Button primary>{t('invite.do')}</Button>
    </DeedForm>
  );
}

function Line({ line: i, zone }: { line: InvitationLine; zone: string }) {
  const { t } = useTranslation('admission');
  const whom = i.name || i.email;
  return (
    <li>
      <h3>
        <bdi>{whom}</bdi>
      </h3>
      <p className="meta">
        {i.name && <bdi>{i.email}</bdi>}
        {i.organisation && <bdi>{i.organisation}</bdi>}
        {i.office && <span className="tag">{t(`organisations:office.${i.office}`)}</span>}
        {i.role && (
          <span>
            {t(`role.${i.role}`)}
            {i.discussion && (
              <>
                , <bdi>{i.discussion}</bdi>
              </>
            )}
          </span>
        )}
      </p>
      <p className="meta">
        <span>
          {t('invite.by')} <bdi>{i.invitedBy}</bdi>, <Time at={i.invitedAt} zone={zone} style="date" />
        </span>
        {i.expired ? (
          <span className="state waiting">{t('invite.expired')}</span>
        ) : i.expiresAt ? (
          <span>
            {t('invite.until')} <Time at={i.expiresAt} zone={zone} style="date" />
          </span>
        ) : (
          <span>{t('invite.sending')}</span>
        )}
      </p>
      {i.mine && (
        <div className="actions">
          <DeedForm deed={`again-${i.id}`}>
            <input type="hidden" name="invitation" value={i.id} />
            <Button>
              {t('invite.again')}
              <span className="unseen">: {whom}</span>
            </Button>
          </DeedForm>
          <DeedForm deed={`withdraw-${i.id}`}>
            <input type="hidden" name="invitation" value={i.id} />
            <Button danger>
              {t('invite.withdraw')}
              <span className="unseen">: {whom}</span>
            </Button>
          </DeedForm>
        </div>
      )}
    </li>
  );
}
