import { useTranslation } from 'react-i18next';
import { Button, DeedForm, RefusedWithoutForm } from '../../../shared/ui/form';
import { Time } from '../../../shared/ui/time';
import { Way } from '../../../shared/ui/way';
import type { BalanceData } from '../page.server';
import { SectorName, useSectorName } from './head';

/** Whom to reach next, each with one press; and where the directory has nobody left. */
export function Reach({ data }: { data: BalanceData }) {
  const { t } = useTranslation('balance');
  const name = useSectorName();
  if (!data.mayInvite) return null;
  const deedOf = (o: BalanceData['reach'][number]) => `${o.askedAt === null ? 'invite' : 'remind'}-${o.id}`;
  return (
    <section aria-labelledby="reach" className="stack">
      <h2 id="reach">{t('reach.title')}</h2>
      <p>{t('reach.lede')}</p>
      <RefusedWithoutForm stands={(deed) => data.reach.some((o) => deedOf(o) === deed)} />
      {data.reach.length === 0 ? (
        <p className="empty">{t('reach.none')}</p>
      ) : (
        <ul className="list">
          {data.reach.map((o) => (
            <li key={o.id}>
              <h3>
                <Way to={`/organisations/${o.handle}`}>
                  <bdi lang={o.language}>{o.name}</bdi>
                </Way>
              </h3>
              <p className="meta">
                <span>
                  <SectorName sector={o.sector} />
                </span>
                <span>{o.region}</span>
                {o.askedAt && (
                  <span>
                    {t('silent-since')} <Time at={o.askedAt} zone={data.zone} style="date" />
                  </span>
                )}
                <span>{t('speakers', { count: o.speakers })}</span>
              </p>
              <DeedForm deed={deedOf(o)}>
                <input type="hidden" name="organisation" value={o.id} />
                <input type="hidden" name="people" value={o.speakers} />
                <Button>
                  {t(o.askedAt === null ? 'reach.invite' : 'reach.remind')}
                  <span className="unseen">: {o.name}</span>
                </Button>
              </DeedForm>
            </li>
          ))}
        </ul>
      )}
      {data.empty.length > 0 && (
        <>
          <p>{t('reach.empty')}</p>
          <ul>
            {data.empty.map((cell) => (
              <li key={`${cell.sector} ${cell.region}`}>
                {name(cell.sector)}, {cell.region}
              </li>
            ))}
          </ul>
        </>
      )}
      <Survivors />
    </section>
  );
}

/** Why no survivor group is on these pages, and what to do instead. */
export function Survivors() {
  const { t } = useTranslation('balance');
  return (
    <div className="notice">
      <p>{t('survivors.why')}</p>
      <p>
        {t('survivors.instead')} <Way to="/organisations?sector=civil-society">{t('survivors.organisations')}</Way>
      </p>
    </div>
  );
}
