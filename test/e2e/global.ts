import { startTestDatabase } from '../support/global';

/** One real PostgreSQL for the browser's tests; each spec file clones a database and starts a server of its own. */
export default async function setup() {
  const database = await startTestDatabase();
  process.env.PLENARY_TEST_DATABASE = database.url;
  return () => database.stop();
}
