import type { Db } from '../../db/connect';
import type { HeardView } from './heard';
import { citedIn } from './queries.server';
import { placeOfVoice } from './voices';

/** Offered at once; the newest of them, as far as the platform can tell: the room gives them in an order that tells nothing. */
const most = 200;

export interface VoiceToChoose extends HeardView {
  id: number;
}

/** A column: what may be cited now, and what statements of this discussion cite already. */
export function voicesToChoose(sql: Db, discussion: number) {
  return sql`(select jsonb_agg(x) from (
    select v.id, v.reference as voice, v.kind, v.state from voice v
    where v.state = 'released' or ${citedIn(sql, { kind: 'synthesis', id: discussion })} order by v.kind desc, v.id desc limit ${most}) x)`;
}

/** What may be cited now, as a list of buttons without words, which come in when it is sent. */
export async function choiceOfVoices(sql: Db): Promise<string> {
  const voices = await sql<{ voice: string }[]>`
    select reference as voice from voice where state = 'released' order by kind desc, id desc limit ${most}`;
  const items = voices.map(
    ({ voice }) =>
      `<li><button type="button" class="quiet" data-cite="${voice}">${placeOfVoice(voice, 'choosing')}</button></li>`,
  );
  return `<ul class="citables">${items.join('')}</ul>`;
}
