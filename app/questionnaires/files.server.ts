import { isAttachmentId } from '../attachments/attachment';
import { type Asked, idOf } from '../shared/edge.server';
import { refuse } from '../shared/refusal';
import { findQuestionnaire } from './found.server';
import { comerOf } from './page.server';
import { whose } from './queries/response.server';

/** A file among answers: for those whose answers they are, and for those who prepare it once it was sent. */
export async function readAnswerFile(asked: Asked): Promise<{ name: string; type: string; bytes: Buffer }> {
  const { sql, params, language } = asked;
  const nothing = refuse('not-found', 'shared:errors.not-found');
  const comer = comerOf(asked);
  const found = await findQuestionnaire(sql, comer, idOf(params.id), language);
  if (!isAttachmentId(params.file ?? '')) throw nothing;
  const mine = whose(found, comer);
  const [file] = await sql<{ name: string; type: string; bytes: Buffer }[]>`
    select f.name, f.type, f.bytes from questionnaire_file f join questionnaire_response r on r.id = f.response_id
    where f.id = ${params.file!} and r.questionnaire_id = ${found.id}
      and ((${found.tie.mayPrepare} and r.submitted_at is not null) ${mine ? sql`or r.${sql(mine[0])} = ${mine[1]}` : sql``})`;
  if (!file) throw nothing;
  return file;
}
