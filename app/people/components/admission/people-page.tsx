import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Find } from '../../../shared/ui/find';
import { Paging } from '../../../shared/ui/paging';
import { PeopleFrame, peopleAddress } from './people-frame';
import { WaitingPerson, type WaitingPersonProps } from './waiting-person';

export interface PersonLine {
  id: number;
  name: string;
  handle: string;
  email: string;
  organisation: string | null;
  secretariat: boolean;
  offices: { role: 'focal-point' | 'alternate'; organisation: string }[];
  reason: string | null;
}

export type PeoplePageProps = {
  done: string | null;
  total: number;
  page: number;
  pages: number;
  /** All of the platform, or of the reader's own organisations. */
  all: boolean;
  /** Words that were looked for, or empty. */
  query: string;
} & (
  | { state: 'waiting'; people: WaitingPersonProps[] }
  | { state: 'active' | 'refused' | 'suspended'; people: PersonLine[] }
);

export function PeoplePage(props: PeoplePageProps) {
  const { t } = useTranslation('admission');
  const { state, total, page, pages, all, done, query } = props;
  return (
    <PeopleFrame view={state} done={done} query={query}>
      <p className="lede">
        {query ? t('find.found', { count: total, query }) : t(`shown.${state}`, { count: total })}{' '}
        {!all && t('shown.own')}
      </p>
      <Find
        action="/people"
        label={t('find.label')}
        query={query}
        kept={{ state: state === 'waiting' ? null : state }}
      />
      {props.people.length === 0 && query ? (
        <div className="empty">
          <p>{t('find.none')}</p>
          <p>
            <Link to={peopleAddress({ state })}>{t('find.all')}</Link>
          </p>
        </div>
      ) : props.people.length === 0 ? (
        <div className="empty">
          <p>{t(`empty.${state}`)}</p>
          {state === 'waiting' && (
            <p>
              <Link to="/people/invitations">{t('empty.invite')}</Link>
            </p>
          )}
        </div>
      ) : props.state === 'waiting' ? (
        <ul className="board">
          {props.people.map((p) => (
            <WaitingPerson key={p.id} {...p} />
          ))}
        </ul>
      ) : (
        <ul className="list">
          {props.people.map((p) => (
            <Line key={p.id} person={p} />
          ))}
        </ul>
      )}
      <Paging page={page} pages={pages} to={(n) => peopleAddress({ state, query, page: n })} />
    </PeopleFrame>
  );
}

function Line({ person: p }: { person: PersonLine }) {
  const { t } = useTranslation('admission');
  return (
    <li>
      <h2>
        <Link to={`/people/${p.handle}`}>
          <bdi>{p.name}</bdi>
        </Link>
      </h2>
      <p className="meta">
        {p.organisation && <bdi>{p.organisation}</bdi>}
        <bdi>{p.email}</bdi>
        {p.secretariat && <span className="tag">{t('person.secretariat')}</span>}
        {p.offices.map((o) => (
          <span className="tag" key={`${o.role} ${o.organisation}`}>
            {t(`organisations:office.${o.role}`)}, <bdi>{o.organisation}</bdi>
          </span>
        ))}
      </p>
      {p.reason && (
        <p>
          {t('person.reason')} <bdi>{p.reason}</bdi>
        </p>
      )}
    </li>
  );
}
