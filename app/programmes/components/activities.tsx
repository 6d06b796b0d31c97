import { useTranslation } from 'react-i18next';
import { Fold } from '../../shared/ui/fold';
import { Button, DeedForm } from '../../shared/ui/form';
import { StandingNow, Version } from '../../shared/ui/standing-now';
import { Way } from '../../shared/ui/way';
import { CommitmentState } from '../../tasks/components/commitment-state';
import { StandFields, standing } from '../../tasks/components/stand-fields';
import type { ActivitiesView, ProgrammeData } from '../page.server';

type Line = ActivitiesView['lines'][number];
type Stood = Line & { stands: NonNullable<Line['stands']> };

/** The lines of activity, and first of all how each stands, which a phone shows without scrolling; below, the forms of those who say so. */
export function Activities({ data }: { data: ProgrammeData }) {
  const { t } = useTranslation('programmes');
  const { head, lines } = data.activities;
  if (lines.length === 0) return <p className="empty">{t('live.empty')}</p>;
  const said = lines.filter((line): line is Stood => line.stands?.maySay === true);
  return (
    <div className="stack">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls on a phone, and a keyboard must be able to scroll it */}
      <section className="table" tabIndex={0} aria-label={t('page.table', { title: t('parts.activities') })}>
        <table>
          <thead>
            <tr>
              {[head[0], ...head.slice(4), ...head.slice(1, 4)].map((words) => (
                <th key={words} scope="col">
                  {words}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <Row key={line.id} line={line} />
            ))}
          </tbody>
        </table>
      </section>
      {said.map((line) => (
        <StandForm key={line.id} line={line} />
      ))}
    </div>
  );
}

function Row({ line: { id, title, cells, stands } }: { line: Line }) {
  const { t } = useTranslation('programmes');
  const [first, ...rest] = cells;
  return (
    <tr id={`activity-${id}`}>
      <th scope="row" dir="auto">
        {first}
      </th>
      {stands && (
        <td>
          <CommitmentState state={stands.state} />{' '}
          {stands.isOverdue && <span className="state hidden">{t('stand.overdue')}</span>}
          {stands.reason && <p dir="auto">{stands.reason}</p>}
          {stands.done && <p dir="auto">{stands.done}</p>}
          <p className="meta">
            {/* Words out of sight would make the page of a phone wider than the table in which it scrolls. */}
            <Way to={`/commitments/${stands.commitmentId}`} aria-label={`${t('stand.history')}: ${title}`}>
              {t('stand.history')}
            </Way>
          </p>
        </td>
      )}
      {rest.map((words, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two cells may say the same
        <td key={i} dir="auto">
          {words}
        </td>
      ))}
    </tr>
  );
}

function StandForm({ line: { id, title, stands } }: { line: Stood }) {
  const { t } = useTranslation('programmes');
  const { t: says } = useTranslation('commitments');
  const deed = `stand-${id}`;
  return (
    <Fold
      summary={
        <>
          {t('stand.say')}: <bdi>{title}</bdi>
        </>
      }
      deeds={[deed]}
      id={deed}
    >
      <DeedForm deed={deed} className="stack">
        <Version deed={deed} now={stands.version} />
        <StandingNow deed={deed} fields={standing(stands, says)} />
        <StandFields deed={deed} of={stands} />
        <div className="actions">
          <Button>{t('edit.save')}</Button>
        </div>
      </DeedForm>
    </Fold>
  );
}
