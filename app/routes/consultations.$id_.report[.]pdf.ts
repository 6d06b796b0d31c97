import { exportReport } from '~/consultations/report/exporting.server';
import { page } from '~/shared/edge.server';

export const loader = page((asked) => exportReport(asked, 'pdf'));
