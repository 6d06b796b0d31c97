import { fairRecruitment } from './fair-recruitment';
import type { SeedDocument } from './shape';

export type { Block, Inline, SeedDocument } from './shape';

export const documents: readonly SeedDocument[] = [fairRecruitment];
