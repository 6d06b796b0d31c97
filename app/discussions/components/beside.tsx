import { useTranslation } from 'react-i18next';
import { FollowForm } from '../../notices/components/follow-form';
import { keptPiece } from '../../shared/ui/kept';
import { InRail } from '../../shared/ui/rail';
import { placeOfZone, Time } from '../../shared/ui/time';
import { Way } from '../../shared/ui/way';
import type { DiscussionPage } from '../page.server';

type Told = Pick<
  DiscussionPage,
  'id' | 'phases' | 'phase' | 'timeZone' | 'sectors' | 'readers' | 'invitedOrganisations' | 'follows'
> & {
  label: string;
};

/** What stands beside a discussion: its weeks, who has spoken, and how to keep up. */
export const Beside = keptPiece(
  'beside',
  'aside',
  ({ label }: Told) => ({ className: 'rail', 'aria-label': label }),
  InBeside,
);

function InBeside(data: Told) {
  const { t } = useTranslation('discussions');
  const most = Math.max(1, ...data.sectors.map((s) => s.count));
  return (
    <InRail label={data.label}>
      <section>
        <h2>{t('phases')}</h2>
        <ol className="phases" data-live-part="phases">
          {data.phases.map((p) => (
            <li key={p.id} aria-current={p.id === data.phase ? 'step' : undefined}>
              <span lang={p.language}>{p.title || p.question}</span>
              <br />
              <small>
                <Time at={p.opensAt} zone={data.timeZone} style={lastsDays(p) ? 'date' : 'date-time'} inPlace /> –{' '}
                <Time at={p.closesAt} zone={data.timeZone} style={lastsDays(p) ? 'date' : 'date-time'} inPlace /> (
                {placeOfZone(data.timeZone)})
              </small>
            </li>
          ))}
        </ol>
      </section>
      <section>
        <h2>{t('who-has-spoken')}</h2>
        <table className="bal" data-live-part="sectors">
          <caption className="unseen">{t('who-has-spoken-caption')}</caption>
          <tbody>
            {data.sectors.map((s) => (
              <tr key={s.sector} className={s.count === 0 ? 'low' : undefined}>
                <th scope="row">{t(`sectors:${s.sector}.name`)}</th>
                <td aria-hidden="true">
                  <meter min={0} max={most} value={s.count} />
                </td>
                <td>{s.count}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <section>
        <h2>{t('keep-up')}</h2>
        {data.follows && <FollowForm activity="discussion" id={data.id} level={data.follows} />}
        <p>
          {data.readers === 'public' && (
            <>
              <a href={`/discussions/${data.id}.atom`}>{t('out.atom')}</a> ·{' '}
            </>
          )}
          <a href={`/discussions/${data.id}.csv`}>CSV</a> · <a href={`/discussions/${data.id}.json`}>JSON</a> ·{' '}
          <Way to={`/discussions/${data.id}/print`}>{t('out.print')}</Way>
        </p>
      </section>
      <section>
        <h2>{t('who-can-see')}</h2>
        <p>{t(`readers.${data.readers}-long`)}</p>
        {data.invitedOrganisations.length > 0 && <p>{data.invitedOrganisations.join(', ')}</p>}
      </section>
    </InRail>
  );
}

/** A phase of a day or two is told by its hours. */
function lastsDays(phase: { opensAt: string; closesAt: string }): boolean {
  return Date.parse(phase.closesAt) - Date.parse(phase.opensAt) > 2 * 86_400_000;
}
