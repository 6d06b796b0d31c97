import { exportOds } from '~/questionnaires/exporting.server';
import { page } from '~/shared/edge.server';

export const loader = page(exportOds);
