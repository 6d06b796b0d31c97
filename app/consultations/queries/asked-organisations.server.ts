import type { Db } from '../../../db/connect';

export interface AskedOrganisation {
  id: number;
  name: string;
}

/**
 * Organisations that a consultation asks, by name: all, or those that were invited and its host. Without survivor groups, which
 * are on no list of those who prepare it: who looks would learn which of them takes part.
 */
export async function listAskedOrganisations(
  sql: Db,
  consultation: number,
  language: string,
): Promise<AskedOrganisation[]> {
  return sql<AskedOrganisation[]>`
    select o.id, coalesce(o.names ->> ${language}, o.name) as name from organisation o
    join consultation c on c.id = ${consultation}
    where o.sector <> 'survivor-group' and (c.participants = 'registered' or o.id = c.host_id
      or exists (select from consultation_invitation i where i.consultation_id = c.id and i.organisation_id = o.id))
    order by coalesce(o.names ->> ${language}, o.name) collate "und-x-icu", o.id`;
}
