import { Form } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, DeedForm, RefusedWithoutForm } from '../../../shared/ui/form';
import { Rail } from '../../../shared/ui/rail';
import { Way } from '../../../shared/ui/way';
import { StatementWords } from '../../statements/components/statement-words';
import { minutesOf } from '../minutes';
import type { LeadingData } from '../page.server';
import { besides, spentOn } from '../session';
import type { ItemView } from '../views';
import { ItemTitle, ItemWords, useItemText } from './item';
import { Line } from './line';
import { Poll } from './poll-on';
import { SessionHeading } from './session-heading';
import { Statements } from './statements-on';
import { useNow, useSession } from './use-session';

/** The page from which a session is led. Whatever moves it carries the version that was read: two who press at once go one step. */
export function LeadingPage({ data }: { data: LeadingData }) {
  const { t } = useTranslation('session');
  const { head } = data;
  const { shown, lost } = useSession({ event: head.id, asOf: data.now, board: true }, data.shown);
  const now = useNow(data.now);
  const here = `/events/${head.id}/session`;
  const running = shown.state === 'running';
  const current = shown.items.find((i) => i.id === shown.currentId);
  return (
    <div className="columns">
      <SessionHeading head={head} title={t('lead.title')} state={shown.state} />
      <Rail label={t('lead.rail')}>
        {running && <Line board={data.board} />}
        <section aria-labelledby="more">
          <h2 id="more">{t('more.title')}</h2>
          <ul>
            <li>
              <Way to={here}>{t('more.session')}</Way>
            </li>
            <li>
              <Way to={`${here}/screen`}>{t('more.screen')}</Way>
            </li>
            {(shown.state === 'prepared' || running) && (
              <li>
                <Way to={`${here}/prepare`}>{t('more.prepare')}</Way>
              </li>
            )}
          </ul>
        </section>
      </Rail>
      <div className="stack">
        <p role="status" className={lost ? 'notice' : undefined}>
          {lost && t('live.lost')}
        </p>
        <RefusedWithoutForm stands={(deed) => standsHere(deed, data)} />
        {shown.state === 'prepared' && <Start data={data} here={here} />}
        {running && current && <Now data={data} item={current} now={now} />}
        {running && <Waiting data={data} />}
        {shown.items.length > 0 && <Items data={data} now={now} />}
        {running && <Close version={shown.version} />}
      </div>
    </div>
  );
}

/** Whether the page still has the form that was refused, and says there why; moving the session is said above it. */
function standsHere(deed: string, { board, shown }: LeadingData): boolean {
  const [, name, id] = /^([a-z-]+?)-(\d+)$/.exec(deed) ?? [];
  if (name === 'approve') return board.waiting.some((s) => s.id === Number(id));
  if (name === 'results') return shown.currentId === Number(id);
  return name !== 'go' && board.hands.some((h) => h.id === Number(id));
}

function Start({ data, here }: { data: LeadingData; here: string }) {
  const { t } = useTranslation(['session', 'consultations']);
  return (
    <section className="stack" aria-labelledby="start">
      <h2 id="start">{t('session:lead.start')}</h2>
      {data.whyNotStart ? (
        <p className="notice">
          {t(data.whyNotStart)}{' '}
          {data.shown.items.length === 0 && <Way to={`${here}/prepare`}>{t('session:more.prepare')}</Way>}
        </p>
      ) : (
        <Steered deed="start" version={data.shown.version}>
          <p className="hint">{t('session:lead.start-what')}</p>
          <Button primary>{t('session:lead.start-do')}</Button>
        </Steered>
      )}
    </section>
  );
}

/** A form that moves the session. */
function Steered({
  deed,
  version,
  item,
  children,
}: {
  deed: string;
  version: number;
  item?: number;
  children: ReactNode;
}) {
  return (
    <Form method="post" className="row" preventScrollReset>
      <input type="hidden" name="deed" value={deed} />
      <input type="hidden" name="version" value={version} />
      {item !== undefined && <input type="hidden" name="item" value={item} />}
      {children}
    </Form>
  );
}

function Now({ data, item, now }: { data: LeadingData; item: ItemView; now: Date }) {
  const { t } = useTranslation('session');
  const { shown } = data;
  const text = useItemText(shown)(item);
  const { previous, next } = besides(shown.items, item.id);
  const brought = shown.brought.find((b) => b.item === item.id);
  const deed = `results-${item.id}`;
  return (
    <section className="stack" aria-labelledby="on">
      <h2 id="on">
        <ItemTitle text={text} />
      </h2>
      <p className="meta">
        {t(`kind.${item.kind}`)} · <Spent data={data} item={item} now={now} />
      </p>
      <ItemWords text={text} />
      <div className="actions">
        {previous && (
          <Steered deed={`go-${previous.id}`} version={shown.version} item={previous.id}>
            <Button>{t('lead.previous')}</Button>
          </Steered>
        )}
        {next && (
          <Steered deed={`go-${next.id}`} version={shown.version} item={next.id}>
            <Button primary>{t('lead.next')}</Button>
          </Steered>
        )}
      </div>
      {brought && (
        <>
          <DeedForm deed={deed}>
            <input type="hidden" name="item" value={item.id} />
            <input type="hidden" name="on" value={item.resultsShown ? 'no' : 'yes'} />
            <p className="hint">{t(item.resultsShown ? 'lead.results-on' : 'lead.results-off')}</p>
            <Button>{t(item.resultsShown ? 'lead.hide-results' : 'lead.show-results')}</Button>
          </DeedForm>
          {item.kind === 'statements' && data.votesUntil === null && <p className="notice">{t('lead.votes-closed')}</p>}
          {item.kind === 'statements' ? (
            <Statements brought={brought} resultsShown />
          ) : (
            <Poll item={item.id} poll={brought.poll} resultsShown />
          )}
          <p className="hint">{t('results.method')}</p>
        </>
      )}
    </section>
  );
}

function Spent({ data: { shown }, item, now }: { data: LeadingData; item: ItemView; now: Date }) {
  const { t } = useTranslation('session');
  const led = {
    currentItemId: shown.currentId,
    currentSince: shown.currentSince ? new Date(shown.currentSince) : null,
  };
  return <>{t('agenda.took', { count: minutesOf(spentOn(item, led, now)), planned: item.minutes })}</>;
}

/** Statements that were proposed here and that nobody has read yet. */
function Waiting({ data }: { data: LeadingData }) {
  const { t } = useTranslation('session');
  const { waiting } = data.board;
  const moderate = `/consultations/${data.head.consultation.id}/statements/moderate`;
  if (waiting.length === 0) return null;
  return (
    <section className="stack" aria-labelledby="waiting">
      <h2 id="waiting">{t('lead.waiting', { count: waiting.length })}</h2>
      <ul className="list">
        {waiting.map((s) => (
          <li key={s.id}>
            <StatementWords of={s} />
            {data.moderates && (
              <div className="row">
                <DeedForm deed={`approve-${s.id}`}>
                  <input type="hidden" name="statement" value={s.id} />
                  <Button>
                    {t('lead.approve')}
                    <span className="unseen">: {s.words}</span>
                  </Button>
                </DeedForm>
              </div>
            )}
          </li>
        ))}
      </ul>
      <p>{data.moderates ? <Way to={moderate}>{t('lead.moderate')}</Way> : t('lead.moderate-others')}</p>
    </section>
  );
}

/** The whole agenda, with the way to each item that is not on. */
function Items({ data, now }: { data: LeadingData; now: Date }) {
  const { t } = useTranslation('session');
  const { shown } = data;
  const textOf = useItemText(shown);
  return (
    <section className="stack" aria-labelledby="agenda">
      <h2 id="agenda">{t('agenda.title')}</h2>
      <ol className="hands">
        {shown.items.map((item) => (
          <li key={item.id}>
            <p>
              <ItemTitle text={textOf(item)} />{' '}
              <small>
                {t(`kind.${item.kind}`)} ·{' '}
                {item.openedAt === null ? (
                  t('agenda.planned', { count: item.minutes })
                ) : (
                  <Spent data={data} item={item} now={now} />
                )}
              </small>
              {item.id === shown.currentId && (
                <>
                  {' '}
                  <span className="state open">{t('agenda.is-on')}</span>
                </>
              )}
            </p>
            {shown.state === 'running' && item.id !== shown.currentId && (
              <Steered deed={`go-${item.id}`} version={shown.version} item={item.id}>
                <Button quiet>
                  {t('lead.go')}
                  <span className="unseen">: {textOf(item).title}</span>
                </Button>
              </Steered>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

function Close({ version }: { version: number }) {
  const { t } = useTranslation('session');
  return (
    <details className="fold">
      <summary>{t('lead.close')}</summary>
      <Steered deed="close" version={version}>
        <p className="hint">{t('lead.close-what')}</p>
        <Button danger>{t('lead.close-do')}</Button>
      </Steered>
    </details>
  );
}
