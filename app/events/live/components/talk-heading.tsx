import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { directionOf } from '../../../shared/languages';
import { Way } from '../../../shared/ui/way';
import type { TalkState } from '../talk';
import type { TalkHead } from '../views';

/** Where one is: which event, which page beside it, and whether it is open. */
export function TalkHeading({
  head,
  title,
  state,
  children,
}: {
  head: TalkHead;
  title: string;
  state?: TalkState;
  children?: ReactNode;
}) {
  const { t } = useTranslation('talk');
  const look =
    state && { 'not-yet': 'draft', open: 'open', over: 'closed', closed: 'closed', cancelled: 'hidden' }[state];
  return (
    <header>
      <p className="crumb">
        <Way to={head.path} lang={head.titleLanguage} dir={directionOf(head.titleLanguage)}>
          {head.title}
        </Way>
        {children}
      </p>
      {state && (
        <p>
          <span className={`state ${look}`}>{t(`state.${state}`)}</span>
        </p>
      )}
      <h1>{title}</h1>
    </header>
  );
}
