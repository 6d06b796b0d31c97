import { exportFiguresOds } from '~/consultations/results/exporting.server';
import { page } from '~/shared/edge.server';

export const loader = page(exportFiguresOds);
