import type { Db } from '../../db/connect';

/** Somebody who has a document open. */
export interface DocumentSeat {
  document: number;
  person: number;
}

/**
 * Which of these work on the document they sit at, at this instant, as `mayOpenText` decides it; one statement for all.
 * Reads the people afresh: who was let in may have changed since.
 */
export async function readOpenSeats(
  sql: Db,
  seats: DocumentSeat[],
  now: Date,
): Promise<(seat: DocumentSeat) => boolean> {
  const rows = await sql<DocumentSeat[]>`
    select distinct s.document, s.person
    from unnest(${seats.map((s) => s.document)}::bigint[], ${seats.map((s) => s.person)}::bigint[]) as s (document, person)
    join document d on d.id = s.document join person p on p.id = s.person and p.state = 'active'
    where p.secretariat
      or exists (select from organisation_role r where r.person_id = p.id and (r.organisation_id = d.lead_id
        or exists (select from document_organisation o where o.document_id = d.id and o.organisation_id = r.organisation_id)))
      or exists (select from document_person n where n.document_id = d.id and n.person_id = p.id and n.organisation_id = p.organisation_id
        and (n.from_at is null or n.from_at <= ${now}) and (n.until_at is null or n.until_at > ${now}))`;
  const open = new Set(rows.map((r) => `${r.document} ${r.person}`));
  return (seat) => open.has(`${seat.document} ${seat.person}`);
}
