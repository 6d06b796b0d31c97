import { exportForm } from '~/questionnaires/exporting.server';
import { page } from '~/shared/edge.server';

export const loader = page(exportForm);
