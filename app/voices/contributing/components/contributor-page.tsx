import { useTranslation } from 'react-i18next';
import { Notice } from '../../../room/ui';
import type { View } from '../page.server';
import { Ended, Enter, Pause, ScopeChoices, Told } from './coming-in';
import { Home, Replies, Used, Wordings } from './returned';
import { Consent, Exclude, Longer, Opened } from './standing';
import { Talk } from './talk';
import { Gone, Withdraw } from './withdrawing';
import { CodePage, ExclusionsPage, Sent, Views } from './writing';

/** The one page of contributors. What it shows follows from the session, and stands in no address and no title. */
export function ContributorPage({ view }: { view: View }) {
  return (
    <>
      <Note note={view.note} isGood={view.noteIsGood} />
      <Shown view={view} />
    </>
  );
}

function Note({ note, isGood }: { note: string | null; isGood: boolean }) {
  const { t } = useTranslation();
  if (!note) return null;
  return (
    <div role="status">
      <Notice {...(isGood ? { kind: 'good' as const } : {})}>
        <p>{t(note)}</p>
      </Notice>
    </div>
  );
}

function Shown({ view }: { view: View }) {
  switch (view.at) {
    case 'enter':
      return <Enter {...view} />;
    case 'pause':
      return <Pause {...view} />;
    case 'young':
    case 'stopped':
      return <Ended at={view.at} />;
    case 'told':
      return <Told {...view} />;
    case 'choices':
      return <ScopeChoices {...view} />;
    case 'views':
      return <Views {...view} />;
    case 'exclusions':
      return <ExclusionsPage {...view} />;
    case 'code':
      return <CodePage {...view} />;
    case 'sent':
      return <Sent {...view} />;
    case 'home':
      return <Home {...view} />;
    case 'replies':
      return <Replies {...view} />;
    case 'wordings':
      return <Wordings {...view} />;
    case 'used':
      return <Used {...view} />;
    case 'consent':
      return <Consent {...view} />;
    case 'exclude':
      return <Exclude {...view} />;
    case 'opened':
      return <Opened {...view} />;
    case 'longer':
      return <Longer {...view} />;
    case 'withdraw':
      return <Withdraw {...view} />;
    case 'gone':
      return <Gone {...view} />;
    case 'talk':
      return <Talk {...view} />;
  }
}
