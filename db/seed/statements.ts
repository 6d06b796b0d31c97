import { cellRegionOf } from '../../app/consultations/balance/cells';
import type { Area } from '../../app/organisations/places';
import { announce } from '../announce';
import type { Tx } from '../connect';
import { consultations, instantOf, type SeedStatement, statements } from './world';

type Ids = Map<string, number>;

interface World {
  consultationIds: Ids;
  personIds: Ids;
  now: Date;
}

interface Voter {
  id: number;
  sector: string;
  region: Area;
}

const hour = 3_600_000;

/** The invented statements of the consultations, and votes on them. Nobody of a survivor group votes here. */
export async function putStatements(tx: Tx, { consultationIds, personIds, now }: World): Promise<void> {
  const voters = await tx<Voter[]>`
    select p.id, o.sector, o.region from person p join organisation o on o.id = p.organisation_id
    where p.state = 'active' and p.demonstration and o.sector <> 'survivor-group' order by p.id`;
  for (const c of consultations) {
    const id = consultationIds.get(c.key)!;
    const open = instantOf(c.phases.find((p) => p.kind === 'open')!.opens, c.timeZone, now);
    const facilitator = personIds.get(c.facilitators[0]!)!;
    const asked: { statement: number; of: SeedStatement }[] = [];
    for (const [i, s] of (statements[c.key] ?? []).entries()) {
      const at = new Date(open.getTime() + (i + 1) * hour);
      const author = s.by === null ? facilitator : personIds.get(s.by)!;
      const [row] = await tx<{ id: number }[]>`
        insert into consultation_statement (consultation_id, number, author_id, seed, language, state, settled_by, settled_at, proposed_at, once)
        values (${id}, ${i + 1}, ${author}, ${s.by === null}, ${s.language}, ${s.waits ? 'waiting' : 'approved'},
          ${s.waits ? null : facilitator}, ${s.waits ? null : at}, ${at}, gen_random_uuid()) returning id`;
      await tx`insert into consultation_statement_text (statement_id, language, words) values (${row!.id}, ${s.language}, ${s.words})`;
      for (const [language, words] of Object.entries(s.also ?? {}))
        await tx`
          insert into consultation_statement_text (statement_id, language, words, translated_by)
          values (${row!.id}, ${language}, ${words}, ${facilitator})`;
      if (!s.waits) asked.push({ statement: row!.id, of: s });
    }
    await putVotes(tx, id, voters, asked, new Date(open.getTime() + 24 * hour));
    await announce(tx, 'consultation.votes-changed', { consultation: id });
  }
}

/** Four of five vote, each as their sector leans and somewhat by themselves: by a rule, so that the world is the same each time. */
async function putVotes(
  tx: Tx,
  consultation: number,
  voters: Voter[],
  asked: { statement: number; of: SeedStatement }[],
  at: Date,
): Promise<void> {
  for (const [n, voter] of voters.entries()) {
    if (n % 5 === 4) continue;
    await tx`
      insert into consultation_voice (consultation_id, person_id, sector, region, started_at, submitted_at)
      values (${consultation}, ${voter.id}, ${voter.sector}, ${cellRegionOf(voter.region)}, ${at}, ${at})
      on conflict (consultation_id, person_id) where person_id is not null do nothing`;
    for (const [i, { statement, of }] of asked.entries()) {
      const drawn = ((n * 37 + i * 61 + ((n * i) % 7) * 13) % 100) / 50 - 1;
      const leaning = (of.leans[voter.sector[0]!] ?? 0.2) + drawn * 0.6;
      const choice = leaning > 0.15 ? 1 : leaning < -0.15 ? -1 : 0;
      await tx`
        insert into consultation_vote (statement_id, person_id, choice, voted_at) values (${statement}, ${voter.id}, ${choice}, ${at})`;
    }
  }
}
