import { stringify } from 'csv-stringify/sync';
import { type Asked, idOf } from '../shared/edge.server';
import { refuse } from '../shared/refusal';
import type { Value } from './answer';
import type { Content } from './content';
import { type Found, findQuestionnaire } from './found.server';
import { comerOf, headOf } from './page.server';
import { findForDesk } from './queries/desk.server';
import { askedEver } from './queries/results.server';
import { fewest } from './questionnaire';
import { type Cell, type Sheet, tableOf } from './table';
import { writeForm } from './write-form.server';
import { writeOds } from './write-ods';

/** All answers as comma-separated values, for those who prepare it: with a mark for spreadsheets, and no formulas. */
export async function exportCsv(asked: Asked): Promise<Response> {
  const { found, answers } = await readTable(asked);
  const text = stringify(
    answers.map((row) => row.map(harmless)),
    {
      bom: true,
      record_delimiter: 'windows',
      escape_formulas: true,
      // A line's end within a text is not that of its record, and would still be read as one.
      quoted_match: /[\r\n]/,
    },
  );
  return file(text, 'text/csv; charset=utf-8', `questionnaire-${found.id}.csv`);
}

/** Some spreadsheets look past spaces for the sign of a formula; the library does not. */
const harmless = (cell: Cell): Cell => (typeof cell === 'string' && /^\s+[=+\-@]/.test(cell) ? `'${cell}` : cell);

/** The same as a spreadsheet, with the questions beside it. */
export async function exportOds(asked: Asked): Promise<Response> {
  const { found, answers, questions } = await readTable(asked);
  const { t, language } = asked;
  const { title } = headOf(found, found.content!, language);
  const bytes = writeOds(
    [
      { name: t('questionnaires:export.answers'), rows: answers },
      { name: t('questionnaires:export.questions'), rows: questions },
    ],
    { title, language },
  );
  return file(Buffer.from(bytes), 'application/vnd.oasis.opendocument.spreadsheet', `questionnaire-${found.id}.ods`);
}

interface Row extends Omit<Sheet, 'answers'> {
  answers: Record<string, Value> | null;
}

/** Two statements. Of few answers without names each would be known to whoever knows who was asked. */
async function readTable(asked: Asked): Promise<{ found: Found; answers: Cell[][]; questions: Cell[][] }> {
  const { sql, reader, language, t } = asked;
  const found = await findForDesk(asked);
  if (!found.content) throw refuse('not-found', 'shared:errors.not-found');
  await asked.limit('export', String(reader!.id));
  const [row] = await sql<{ sheets: Row[] | null; versions: { number: number; content: Content }[] }[]>`
    select
      (select jsonb_agg(jsonb_build_object('id', r.id, 'version', r.version, 'language', r.language, 'onPaper', r.typed_by is not null,
          'at', r.submitted_at, 'who', coalesce(p.name, o.name, nullif(g.name, '')),
          'answers', (select jsonb_object_agg(a.question_id, coalesce(to_jsonb(f.name), a.value)) from questionnaire_answer a
            left join questionnaire_file f on f.response_id = r.id and a.value = to_jsonb(f.id::text)
            where a.response_id = r.id and a.value is not null)) order by r.id)
        from questionnaire_response r left join person p on p.id = r.person_id left join organisation o on o.id = r.organisation_id
          left join registration g on g.id = r.registration_id
        where r.questionnaire_id = ${found.id} and r.submitted_at is not null) as sheets,
      (select jsonb_agg(jsonb_build_object('number', number, 'content', content))
        from questionnaire_version where questionnaire_id = ${found.id}) as versions`;
  const sheets = (row!.sheets ?? []).map((s) => ({ ...s, at: s.at && new Date(s.at), answers: s.answers ?? {} }));
  const { anonymous } = found;
  if (anonymous && sheets.length < fewest) throw refuse('not-allowed', 'questionnaires:refusals.few');
  const ever = askedEver(row!.versions);
  const names = {
    response: t('questionnaires:export.response'),
    version: t('questionnaires:export.version'),
    language: t('questionnaires:export.language'),
    at: t('questionnaires:export.at'),
    who: t('questionnaires:export.who'),
    onPaper: t('questionnaires:export.on-paper'),
  };
  const answers = tableOf(
    ever.map((e) => e.question),
    sheets,
    names,
    { wanted: language, own: found.language, anonymous },
  );
  const questions: Cell[][] = [
    [
      t('questionnaires:export.id'),
      t('questionnaires:export.type'),
      t('questionnaires:export.versions'),
      t('questionnaires:export.succeeds'),
    ],
    ...ever.map(({ question, versions }): Cell[] => [
      question.id,
      t(`questionnaires:type.${question.type}`),
      versions.join(', '),
      question.succeeds ?? '',
    ]),
  ];
  return { found, answers, questions };
}

/** The form for paper, as it is asked now; those who prepare it may have it before. One statement. */
export async function exportForm(asked: Asked): Promise<Response> {
  const { sql, reader, language, params, t, from } = asked;
  const found = await findQuestionnaire(sql, comerOf(asked), idOf(params.id), language);
  await asked.limit('export', reader ? String(reader.id) : from);
  const content = found.content ?? found.draft;
  const bytes = await writeForm(content, { wanted: language, own: found.language, t });
  const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
  return file(bytes, type, `questionnaire-${found.id}.docx`);
}

function file(body: string | Buffer, type: string, name: string): Response {
  return new Response(typeof body === 'string' ? body : new Uint8Array(body), {
    headers: {
      'Content-Type': type,
      'Content-Disposition': `attachment; filename="${name}"`,
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': "sandbox; default-src 'none'",
      'Cache-Control': 'private, no-store',
    },
  });
}
