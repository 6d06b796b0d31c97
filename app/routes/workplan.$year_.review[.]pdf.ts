import { page } from '~/shared/edge.server';
import { exportReview } from '~/workplan/review-page.server';

export const loader = page((asked) => exportReview(asked, 'pdf'));
