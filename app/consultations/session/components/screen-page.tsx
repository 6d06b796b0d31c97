import { useRouteLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { loader as rootLoader } from '../../../root';
import { directionOf } from '../../../shared/languages';
import type { SessionScreenData } from '../page.server';
import type { SessionShown } from '../views';
import { Speaking } from './floor';
import { ItemTitle, ItemWords, useItemText } from './item';
import { Poll } from './poll-on';
import { FloorFigures } from './results';
import { Statements } from './statements-on';
import { useSession } from './use-session';

/** For the wall of the room: large, few words, nothing to press. */
export function SessionScreenPage({ data }: { data: SessionScreenData }) {
  const reader = useRouteLoaderData<typeof rootLoader>('root')?.reader ?? null;
  return reader ? <Followed data={data} /> : <Screen data={data} shown={data.shown} />;
}

function Followed({ data }: { data: SessionScreenData }) {
  const live = useSession({ event: data.head.id, asOf: data.now }, data.shown);
  return <Screen data={data} shown={live.shown} />;
}

function Screen({ data: { head, now }, shown }: { data: SessionScreenData; shown: SessionShown }) {
  return (
    <div
      className="talk-screen"
      data-live-session={head.id}
      data-as-of={now}
      {...(head.isPublic ? {} : { 'data-private': 'yes' })}
    >
      <h1 lang={head.titleLanguage} dir={directionOf(head.titleLanguage)}>
        {head.title}
      </h1>
      <div data-live-part="screen" aria-live="polite">
        <OnWall shown={shown} />
      </div>
    </div>
  );
}

function OnWall({ shown }: { shown: SessionShown }) {
  const { t } = useTranslation('session');
  const textOf = useItemText(shown);
  if (shown.state === 'ended') return shown.floor ? <FloorFigures floor={shown.floor} /> : <p>{t('state.ended')}</p>;
  const item = shown.items.find((i) => i.id === shown.currentId);
  if (!item) return <p>{t(shown.state === 'cancelled' ? 'on.cancelled' : 'screen.soon')}</p>;
  const brought = shown.brought.find((b) => b.item === item.id);
  return (
    <section className="chosen">
      <h2>
        <ItemTitle text={textOf(item)} />
      </h2>
      <ItemWords text={textOf(item)} />
      {brought && item.kind === 'statements' && <Statements brought={brought} resultsShown={item.resultsShown} />}
      {brought && item.kind === 'poll' && <Poll item={item.id} poll={brought.poll} resultsShown={item.resultsShown} />}
      {item.kind === 'floor' && <p>{t('floor.order')}</p>}
      {(item.kind === 'floor' || shown.speaking) && <Speaking shown={shown} />}
    </section>
  );
}
