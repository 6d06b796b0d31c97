import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Day } from '../../shared/ui/day';
import type { Membership } from '../organisation';
import { Kind } from './kind';

export interface RecordProps {
  handle: string;
  name: string;
  nameLanguage: string;
  /** Its own name where another version stands above, and its names in further languages. */
  otherNames: { language: string; name: string }[];
  shortName: string | null;
  sector: string;
  sectorDetail: string | null;
  region: string;
  country: string | null;
  language: string;
  mandate: string;
  memberships: Membership[];
  /** The membership of today, by its first day. */
  current: string | null;
  officers: { name: string; handle: string; role: 'focal-point' | 'alternate' }[] | null;
  mayEdit: boolean;
}

export function OrganisationRecord(o: RecordProps) {
  const { t } = useTranslation('organisations');
  return (
    <div className="narrow">
      <p className="crumb">
        <Link to="/organisations">{t('list.title')}</Link>
      </p>
      <h1>
        <bdi lang={o.nameLanguage}>{o.name}</bdi>
      </h1>
      {o.current && (
        <p className="meta">
          <span className="tag">{t('member')}</span>
        </p>
      )}
      {o.mandate ? (
        <div lang={o.language} dir="auto">
          {o.mandate.split(/\n{2,}/).map((paragraph, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs have no identity and are never moved
            <p key={i} className={i === 0 ? 'lede' : undefined}>
              {paragraph}
            </p>
          ))}
        </div>
      ) : (
        <p className="hint">{t('record.no-mandate')}</p>
      )}
      <dl className="record">
        {o.shortName && (
          <Fact name={t('record.short-name')}>
            <bdi>{o.shortName}</bdi>
          </Fact>
        )}
        <Fact name={t('record.sector')}>
          <Kind sector={o.sector} detail={o.sectorDetail} />
        </Fact>
        <Fact name={t('record.region')}>{o.region}</Fact>
        {o.country && <Fact name={t('record.country')}>{o.country}</Fact>}
        <Fact name={t('record.mention')}>
          <bdi dir="ltr">@{o.handle}</bdi>
        </Fact>
        {o.otherNames.length > 0 && (
          <Fact name={t('record.other-names')}>
            {o.otherNames.map(({ language, name }) => (
              <div key={language}>
                <bdi lang={language}>{name}</bdi>
              </div>
            ))}
          </Fact>
        )}
        <Fact name={t('record.committee')}>
          {o.memberships.length === 0
            ? t('record.not-member')
            : o.memberships.map((m) => (
                <div key={m.since}>
                  <Term {...m} />
                </div>
              ))}
        </Fact>
        {o.officers && (
          <Fact name={t('record.officers')}>
            {o.officers.length === 0
              ? t('record.no-officers')
              : o.officers.map((p) => (
                  <div key={p.handle}>
                    <Link to={`/people/${p.handle}`}>
                      <bdi>{p.name}</bdi>
                    </Link>{' '}
                    · {t(`office.${p.role}`)}
                  </div>
                ))}
          </Fact>
        )}
      </dl>
      {o.mayEdit && (
        <p>
          <Link to={`/organisations/${o.handle}/edit`}>{t('record.edit')}</Link>
        </p>
      )}
    </div>
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

/** "1 March 2007 – 31 December 2014 · may chair". */
export function Term({ since, until, mayChair }: Membership) {
  const { t } = useTranslation('organisations');
  return (
    <span>
      {until ? (
        <>
          <Day day={since} /> – <Day day={until} />
        </>
      ) : (
        <>
          {t('record.since')} <Day day={since} />
        </>
      )}{' '}
      · {mayChair ? t('record.may-chair') : t('record.may-not-chair')}
    </span>
  );
}
