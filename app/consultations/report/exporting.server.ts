import { sendComposed } from '../../documents/exchange/composed.server';
import type { ComposedFormat } from '../../documents/exchange/formats';
import { type Asked, idOf } from '../../shared/edge.server';
import { composeReport } from './compose';
import { readReport } from './queries.server';

/**
 * The report as a file, for whoever may read the synthesis. No word of a survivor comes into it. Refusals: not-found, and those
 * of `sendComposed`.
 */
export async function exportReport(asked: Asked, format: ComposedFormat): Promise<Response> {
  const { sql, reader, language, publicUrl, t } = asked;
  const id = idOf(asked.params.id);
  return sendComposed(asked, format, `consultation-${id}-report`, async () => {
    const report = await readReport(sql, reader, id, language, asked.now());
    const title = t('claims:report.of', { title: report.consultation.title });
    return { title, language, text: composeReport(report, { t, language, publicUrl }) };
  });
}
