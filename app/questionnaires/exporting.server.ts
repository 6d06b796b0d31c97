import { stringify } from 'csv-stringify/sync';
import { type Asked, idOf } from '../shared/edge.server';
import { refuse } from '../shared/refusal';
import { type Found, findQuestionnaire } from './found.server';
import { comerOf, headOf } from './page.server';
import { findForDesk } from './queries/desk.server';
import { askedEver } from './queries/results.server';
import { type SheetRow, sheetsNow, type VersionRow, versionsOf } from './queries/sheets.server';
import { type Cell, tableOf } from './table';
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

/** Two statements. What was answered without names is given out as the results are, in steps (release.ts). */
async function readTable(asked: Asked): Promise<{ found: Found; answers: Cell[][]; questions: Cell[][] }> {
  const { sql, reader, language, t } = asked;
  const found = await findForDesk(asked);
  if (!found.content) throw refuse('not-found', 'shared:errors.not-found');
  await asked.limit('export', String(reader!.id));
  const { anonymous } = found;
  const given = anonymous
    ? sql`(select sheets from questionnaire_release where questionnaire_id = ${found.id})`
    : sheetsNow(sql, found.id);
  const [row] = await sql<{ sheets: SheetRow[] | null; versions: VersionRow[] }[]>`
    select ${given} as sheets, ${versionsOf(sql, found.id)} as versions`;
  if (anonymous && !row!.sheets) throw refuse('not-allowed', 'questionnaires:refusals.few');
  const sheets = (row!.sheets ?? []).map((s) => ({
    ...s,
    who: s.who ?? null,
    at: s.at ? new Date(s.at) : null,
    answers: s.answers ?? {},
  }));
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
