import { useTranslation } from 'react-i18next';
import { EventTime } from '../../events/components/event-times';
import { Day } from '../../shared/ui/day';
import { Button, DeedForm, RefusedWithoutForm } from '../../shared/ui/form';
import { Time } from '../../shared/ui/time';
import { Way } from '../../shared/ui/way';
import type { Side } from '../handover';
import type { HandoverData } from '../page.server';
import { Crumb, Member, ProposalLink } from './parts';
import { useCommitteeLive } from './use-committee-live';

/** What is handed over from one chair to the next: both sides tick each thing, and what there is of it stands below it. */
export function HandoverPage({ data }: { data: HandoverData }) {
  const { t } = useTranslation('committee');
  useCommitteeLive();
  const { handover } = data;
  return (
    <div className="narrow">
      <Crumb />
      <h1>{t('handover.title')}</h1>
      {!handover && <p className="empty">{t('handover.none')}</p>}
      {handover && (
        <>
          <dl className="record">
            <div>
              <dt>{t('handover.day')}</dt>
              <dd>
                <Day day={handover.day} />
              </dd>
            </div>
            <div>
              <dt>{t('handover.outgoing')}</dt>
              <dd>
                <Member of={handover.outgoing} />
              </dd>
            </div>
            <div>
              <dt>{t('handover.incoming')}</dt>
              <dd>
                <Member of={handover.incoming} />
              </dd>
            </div>
          </dl>
          <p className="lede">{t(handover.open ? 'handover.lede' : 'handover.not-yet')}</p>
          <RefusedWithoutForm stands={(deed) => stands(data, deed)} />
          <ol className="list">
            {data.items.map(({ item, outgoing, incoming }) => (
              <li key={item}>
                <article className="stack">
                  <h2>{t(`handover.item.${item}`)}</h2>
                  <There item={item} data={data} />
                  <p className="meta">
                    <Ticked side="outgoing" tick={outgoing} zone={data.zone} />
                    <Ticked side="incoming" tick={incoming} zone={data.zone} />
                  </p>
                  {handover.open && (
                    <div className="actions">
                      {data.mine
                        .filter((side) => (side === 'outgoing' ? !outgoing : !incoming))
                        .map((side) => (
                          <DeedForm key={side} deed={`tick-${item}-${side}`}>
                            <input type="hidden" name="item" value={item} />
                            <input type="hidden" name="side" value={side} />
                            <input type="hidden" name="day" value={handover.day} />
                            <Button>{t(`handover.tick-${side}`)}</Button>
                          </DeedForm>
                        ))}
                    </div>
                  )}
                </article>
              </li>
            ))}
          </ol>
        </>
      )}
    </div>
  );
}

function stands({ items, mine, handover }: HandoverData, deed: string): boolean {
  if (!handover?.open) return false;
  return items.some((i) => mine.some((side) => !i[side] && deed === `tick-${i.item}-${side}`));
}

function Ticked({ side, tick, zone }: { side: Side; tick: { name: string; at: string } | null; zone: string }) {
  const { t } = useTranslation('committee');
  return (
    <span>
      {t(`handover.${side}`)}:{' '}
      {tick ? (
        <>
          <span className="state open">{t('handover.ticked')}</span> <bdi>{tick.name}</bdi>,{' '}
          <Time at={tick.at} zone={zone} />
        </>
      ) : (
        <span className="state waiting">{t('handover.not-ticked')}</span>
      )}
    </span>
  );
}

/** What there is to hand over, as it stands at this moment. */
function There({ item, data }: { item: string; data: HandoverData }) {
  const { t } = useTranslation('committee');
  if (item === 'proposals')
    return data.proposals.length === 0 ? (
      <p className="hint">{t('open.none')}</p>
    ) : (
      <ul>
        {data.proposals.map((p) => (
          <li key={p.id}>
            <ProposalLink {...p} />
          </li>
        ))}
      </ul>
    );
  if (item === 'commitments')
    return data.commitments.length === 0 ? (
      <p className="hint">{t('actions.none')}</p>
    ) : (
      <ul>
        {data.commitments.map((c) => (
          <li key={c.id}>
            <Way to={`/commitments/${c.id}`} lang={c.language}>
              {c.words}
            </Way>
            {c.owner && (
              <>
                {' · '}
                <bdi>{c.owner}</bdi>
              </>
            )}
            {c.dueOn && (
              <>
                {' · '}
                <Day day={c.dueOn} />
              </>
            )}
          </li>
        ))}
      </ul>
    );
  if (item === 'meetings')
    return data.meetings.length === 0 ? (
      <p className="hint">{t('meetings.none')}</p>
    ) : (
      <ul>
        {data.meetings.map((m) => (
          <li key={m.id}>
            <Way to={`/committee/meetings/${m.id}`} lang={m.titleLanguage}>
              {m.title}
            </Way>{' '}
            · <EventTime startsAt={m.startsAt} endsAt={m.endsAt} timeZone={m.timeZone} zone={data.zone} />
          </li>
        ))}
      </ul>
    );
  return <p className="hint">{t(`handover.hint.${item}`)}</p>;
}
