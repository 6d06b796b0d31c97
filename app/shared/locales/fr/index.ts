import admission from './admission.json' with { type: 'json' };
import announcements from './announcements.json' with { type: 'json' };
import balance from './balance.json' with { type: 'json' };
import calendar from './calendar.json' with { type: 'json' };
import claims from './claims.json' with { type: 'json' };
import commitments from './commitments.json' with { type: 'json' };
import committee from './committee.json' with { type: 'json' };
import consultations from './consultations.json' with { type: 'json' };
import decisions from './decisions.json' with { type: 'json' };
import documents from './documents.json' with { type: 'json' };
import editor from './editor.json' with { type: 'json' };
import entry from './entry.json' with { type: 'json' };
import events from './events.json' with { type: 'json' };
import evidence from './evidence.json' with { type: 'json' };
import facilitation from './facilitation.json' with { type: 'json' };
import glossary from './glossary.json' with { type: 'json' };
import help from './help.json' with { type: 'json' };
import letters from './letters.json' with { type: 'json' };
import mail from './mail.json' with { type: 'json' };
import page from './page';
import pilots from './pilots.json' with { type: 'json' };
import preparing from './preparing.json' with { type: 'json' };
import programmes from './programmes.json' with { type: 'json' };
import questionnaires from './questionnaires.json' with { type: 'json' };
import recommendations from './recommendations.json' with { type: 'json' };
import register from './register.json' with { type: 'json' };
import registration from './registration.json' with { type: 'json' };
import replies from './replies.json' with { type: 'json' };
import responses from './responses.json' with { type: 'json' };
import results from './results.json' with { type: 'json' };
import session from './session.json' with { type: 'json' };
import statements from './statements.json' with { type: 'json' };
import synthesis from './synthesis.json' with { type: 'json' };
import talk from './talk.json' with { type: 'json' };
import workplan from './workplan.json' with { type: 'json' };

/** Everything, for the server. The browser begins with `./page`: of the rest it fetches what only some pages say, and mail, help and the glossary are never written there. */
export default {
  ...page,
  admission,
  announcements,
  balance,
  calendar,
  claims,
  commitments,
  committee,
  consultations,
  decisions,
  documents,
  editor,
  entry,
  events,
  evidence,
  facilitation,
  glossary,
  help,
  letters,
  mail,
  pilots,
  preparing,
  programmes,
  questionnaires,
  recommendations,
  register,
  registration,
  replies,
  responses,
  results,
  session,
  statements,
  synthesis,
  talk,
  workplan,
};
