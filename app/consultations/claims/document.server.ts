import { createHash } from 'node:crypto';
import type { Sql } from '../../../db/connect';
import { createDocument } from '../../documents/commands/creating.server';
import { limits } from '../../documents/document';
import { consultationTemplate } from '../../documents/templates/consultation';
import { textFrom } from '../../documents/templates/shape';
import type { Reader } from '../../people/person';
import { isLanguage, pickVersion } from '../../shared/languages';
import type { Texts } from '../../shared/texts';
import { holdSynthesis, tellChanged } from './commands/held.server';
import { readToCode } from './queries/board.server';
import { readWholeClaims } from './queries/whole.server';
import { facilitatorsOf } from './telling.server';

/**
 * Makes the document in which the synthesis of a consultation is written together, from the claims as they stand: once,
 * whoever asks first and however many ask at a time. The host organisation leads it; those who facilitate write in it.
 */
export async function makeDocument(sql: Sql, texts: Texts, reader: Reader, id: number, now: Date): Promise<number> {
  const consultation = await readToCode(sql, reader, id, now);
  const { language } = consultation;
  const whole = await readWholeClaims(sql, id, language);
  if (whole.documentId) return whole.documentId;
  const spoken = isLanguage(language) ? language : 'en';
  const template = consultationTemplate(
    whole.sections.map((s) => ({
      key: s.key,
      question: s.question?.words ?? null,
      claims: whole.claims
        .filter((c) => c.section === s.key && !c.withdrawnAt)
        .map((c) => ({
          id: c.id,
          version: c.version,
          words: pickVersion(c.texts ?? [], language, c.language)?.body ?? '',
        })),
    })),
  );
  const writers = await sql.begin((tx) => facilitatorsOf(tx, id));
  const document = await createDocument(
    sql,
    texts,
    reader,
    {
      title: `${template.title[spoken]}: ${whole.title}`.slice(0, limits.title),
      language,
      template: 'consultation',
      lead: consultation.hostId,
      readers: 'invited',
      once: onceOf(id),
      text: textFrom(template, spoken),
      granted: { writers },
    },
    now,
  );
  await sql.begin(async (tx) => {
    await holdSynthesis(tx, reader, id, now);
    await tx`
      update consultation_synthesis set document_id = ${document} where consultation_id = ${id} and document_id is null`;
    await tellChanged(tx, id);
  });
  return document;
}

/** The same for all who ask for the document of one consultation: made once. */
function onceOf(consultation: number): string {
  const hex = createHash('sha256').update(`plenary synthesis of consultation ${consultation}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
