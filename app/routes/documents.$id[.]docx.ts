import { exportDocument } from '~/documents/exchange/exporting.server';
import { page } from '~/shared/edge.server';

export const loader = page((asked) => exportDocument(asked, 'docx'));
