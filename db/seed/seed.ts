import type { Sql } from '../connect';
export async function seedWorld(_sql: Sql, _dataDir: string): Promise<void> {}
