import { publishFigures } from '../../app/consultations/results/publishing.server';
import { connect } from '../../db/connect';
import { answerAsks } from './asks';

/* Publishes the figures of a consultation, in a process of its own so that its processor time can be told. */
const sql = connect(process.env.DATABASE_URL!, { max: 2 });

answerAsks({
  /** As the timed work does, as of so many days from now. */
  async publish({ consultation, days }: { consultation: number; days: number }): Promise<void> {
    const now = new Date(Date.now() + days * 86_400_000);
    await sql.begin((tx) => publishFigures(tx, consultation, now));
  },
  /** The least that counts the same answers by sector: one grouping, of which nothing is withheld. */
  async group(): Promise<number> {
    const rows = await sql`
      select r.questionnaire_id, a.question_id, v.sector, a.value, count(*) as count
      from questionnaire_response r join questionnaire_answer a on a.response_id = r.id
      join consultation_voice v on v.organisation_id = r.organisation_id or v.person_id = r.person_id
      where r.submitted_at is not null group by 1, 2, 3, 4`;
    return rows.length;
  },
});
