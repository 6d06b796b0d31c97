import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '..');

function sources(folder: string): string[] {
  return fs
    .readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((e) => e.isFile() && /\.tsx?$/.test(e.name) && !/\.test\.tsx?$/.test(e.name))
    .map((e) => path.relative(root, path.join(e.parentPath, e.name)));
}

/** Folders of the repository that a file imports from, by path: `app/discussions/discussion`. */
function importsOf(file: string, values = false): string[] {
  const whole = fs.readFileSync(path.join(root, file), 'utf8');
  // A type is gone when the program runs: knowing the shape of something is not depending on it.
  const text = values ? whole.replace(/^import type [^;]+;/gm, '') : whole;
  return [...text.matchAll(/(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g)]
    .map((m) => m[1]!)
    .filter((name) => name.startsWith('.') || name.startsWith('~/'))
    .map((name) =>
      name.startsWith('~/')
        ? `app/${name.slice(2)}`
        : path.relative(root, path.resolve(root, path.dirname(file), name)),
    );
}

test('imports run from server to app to db, and none runs back', () => {
  const wrong = [...sources('app'), ...sources('db')].flatMap((file) =>
    importsOf(file)
      .filter(
        (to) =>
          to.startsWith('server/') ||
          to.startsWith('test/') ||
          (file.startsWith('db/') && !/^db\/(room\/)?seed/.test(file) && to.startsWith('app/')),
      )
      .map((to) => `${file} -> ${to}`),
  );
  expect(wrong).toEqual([]);
});

test('the co-editing server knows nothing of what a document is', () => {
  const wrong = sources('server/coediting').flatMap((file) =>
    importsOf(file)
      .filter((to) => !to.startsWith('server/coediting/') && !to.startsWith('db/'))
      .map((to) => `${file} -> ${to}`),
  );
  expect(wrong).toEqual([]);
});

test('what runs in a browser imports nothing of the server', () => {
  const wrong = sources('app')
    .filter((file) => /\/components\/|\/ui\/|\/island\/|\.client\.tsx?$/.test(file))
    .flatMap((file) => {
      const text = fs.readFileSync(path.join(root, file), 'utf8');
      return [...text.matchAll(/import (?!type)[^;]*?from ['"]([^'"]+\.server|[^'"]*db\/[^'"]+)['"]/g)].map(
        (m) => `${file} -> ${m[1]}`,
      );
    });
  expect(wrong).toEqual([]);
});

test('nouns and forms know no database', () => {
  const wrong = sources('app')
    .filter(
      (file) =>
        /^app\/[a-z]+\/([a-z-]+)\.ts$/.test(file) && !file.includes('.server') && !file.startsWith('app/shared/'),
    )
    .flatMap((file) =>
      importsOf(file, true)
        .filter((to) => to.includes('.server') || to.startsWith('db/'))
        .map((to) => `${file} -> ${to}`),
    );
  expect(wrong).toEqual([]);
});

test('no slice writes the tables of another', () => {
  const owners: Record<string, string[]> = {
    people: ['person', 'session', 'token', 'invitation', 'organisation_role', 'activity_role'],
    organisations: ['organisation', 'membership'],
    committee: [
      'term',
      'committee_motion',
      'handover_tick',
      'agreement_letter',
      'agreement_letter_content',
      'agreement_letter_signature',
      'meeting',
      'meeting_item',
      'meeting_paper',
      'meeting_paper_content',
      'meeting_attendance',
      'meeting_observer',
      'meeting_action',
      'minutes_position',
      'minutes_text',
    ],
    tasks: ['task', 'commitment', 'commitment_change'],
    citations: ['citation'],
    notices: [
      'follow',
      'notice',
      'notice_setting',
      'reply_address',
      'reply_received',
      'reply_waiting',
      'happened',
      'untold',
      'news',
      'news_text',
      'mail_stopped',
      'mail_bounce',
    ],
    heard: ['voice', 'voice_place', 'voice_response', 'voice_told', 'voice_copy', 'voice_guard'],
    events: [
      'event',
      'registration',
      'registration_link',
      'registration_told',
      'event_text',
      'event_series',
      'event_series_text',
      'event_theme',
      'event_sector',
      'event_language',
      'event_speaker',
      'event_speaker_text',
      'event_invitation',
      'event_move',
      'event_material',
      'event_material_content',
      'talk',
      'talk_question',
      'talk_vote',
      'talk_poll',
      'talk_poll_choice',
      'talk_poll_apart',
      'talk_ballot',
      'talk_hand',
      'talk_place',
      'calendar_feed',
      'reminder_choice',
      'registration_reminder',
    ],
    consultations: [
      'consultation',
      'consultation_text',
      'consultation_language',
      'consultation_phase',
      'consultation_phase_text',
      'consultation_part',
      'consultation_part_text',
      'consultation_part_phase',
      'consultation_invitation',
      'consultation_voice',
      'consultation_figures',
      'consultation_survivor_figures',
      'consultation_answer_apart',
      'consultation_statement',
      'consultation_statement_text',
      'consultation_statement_draft',
      'consultation_statement_count',
      'consultation_vote',
      'consultation_map',
      'led_session',
      'led_item',
      'led_item_text',
      'led_item_statement',
      'led_proposal',
      'led_hand',
      'led_floor',
      'consultation_target',
      'consultation_synthesis',
      'claim',
      'claim_text',
      'claim_passage',
      'claim_waiver',
      'claim_responsible',
      'claim_response',
    ],
    decisions: [
      'proposal',
      'proposal_member',
      'proposal_observer',
      'proposal_version',
      'proposal_text',
      'proposal_evidence',
      'proposal_principle',
      'entry_answer',
      'proposal_comment',
      'position',
      'objection',
      'decision_log',
    ],
    indicators: ['indicator', 'indicator_value'],
    calls: ['pilot_call', 'pilot_call_move', 'pilot_reviewer', 'pilot', 'pilot_partner', 'pilot_review', 'pilot_mark'],
    programmes: [
      'programme',
      'programme_partner',
      'programme_person',
      'programme_activity',
      'programme_activity_actor',
      'programme_result',
      'programme_phase',
      'programme_budget_line',
      'programme_budget_year',
      'programme_spending',
      'programme_risk',
      'programme_report',
      'programme_lesson',
      'programme_version',
      'programme_signoff',
      'agreed_share',
      'proposed_share',
    ],
    questionnaires: [
      'questionnaire',
      'questionnaire_version',
      'questionnaire_response',
      'questionnaire_answer',
      'questionnaire_rival',
      'questionnaire_file',
      'questionnaire_release',
    ],
    recommendations: [
      'outcome',
      'outcome_text',
      'recommendation',
      'recommendation_text',
      'recommendation_addressee',
      'recommendation_note',
    ],
    synthesis: ['synthesis', 'synthesis_text', 'statement', 'statement_text', 'waiver', 'reflection'],
    workplan: [
      'workplan',
      'workplan_activity',
      'workplan_change',
      'workplan_correction',
      'annual_review',
      'annual_review_issue',
    ],
  };
  const wrong: string[] = [];
  for (const file of sources('app').filter((f) => f.endsWith('.server.ts'))) {
    const slice = file.split('/')[1]!;
    // The survivor room has a database of its own, and tables of its own under some of the same names.
    if (slice === 'voices' || slice === 'room') continue;
    const text = fs.readFileSync(path.join(root, file), 'utf8');
    for (const [owner, tables] of Object.entries(owners)) {
      if (owner === slice) continue;
      for (const m of text.matchAll(/\b(?:insert into|update|delete from)\s+([a-z_]+)\b/g)) {
        if (tables.includes(m[1]!)) wrong.push(`${file} writes ${m[1]}, which is ${owner}'s`);
      }
    }
  }
  expect(wrong).toEqual([]);
});
