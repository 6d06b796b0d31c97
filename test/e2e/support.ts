import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContextOptions, test as base, expect, type Page } from '@playwright/test';
import { seedWorld } from '../../db/seed/seed';
import type { SomePerson } from '../support/people';
import { startServerOn, type TestServer } from '../support/running';

/** One server for each spec file, on a database of its own; `seeded` holds the demonstration world. */
export const test = base.extend<object, { server: TestServer; seeded: TestServer }>({
  server: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from the pattern
    async ({}, use) => {
      const server = await startServerOn(process.env.PLENARY_TEST_DATABASE!);
      await use(server);
      await server.stop();
    },
    { scope: 'worker', timeout: 180_000 },
  ],
  seeded: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from the pattern
    async ({}, use) => {
      const server = await startServerOn(process.env.PLENARY_TEST_DATABASE!);
      await seedWorld(server.sql, server.dataDir);
      await use(server);
      await server.stop();
    },
    { scope: 'worker', timeout: 180_000 },
  ],
});

export { expect };

/** A window of this person (or a visitor). What the page's console reports as wrong fails the test that asks for it. */
export async function windowOf(
  browser: Browser,
  server: TestServer,
  person: SomePerson | null,
  options: BrowserContextOptions = {},
): Promise<Page & { complaints: string[] }> {
  const context = await browser.newContext({
    baseURL: server.url,
    locale: 'en',
    timezoneId: 'Europe/Vienna',
    ...options,
  });
  if (person) {
    const [name, value] = person.cookie.split('=');
    await context.addCookies([{ name: name!, value: value!, url: server.url }]);
  }
  const page = (await context.newPage()) as Page & { complaints: string[] };
  page.complaints = [];
  page.on('console', (m) => {
    if (m.type() === 'error') page.complaints.push(m.text());
  });
  page.on('pageerror', (e) => page.complaints.push(String(e)));
  return page;
}

/** Nothing for axe to find (WCAG 2.2 AA and below). */
export async function expectAccessible(page: Page): Promise<void> {
  // A button under a mouse that has just been clicked fades from colour to colour: between them no contrast is meant.
  const still = () =>
    document.getAnimations().every((a) => a.playState !== 'running' || a.effect?.getTiming().iterations === Infinity);
  await expect.poll(() => page.evaluate(still)).toBe(true);
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  expect(
    violations.map(
      (v) =>
        `${v.id}: ${v.nodes
          .map((n) => n.target.join(' '))
          .slice(0, 3)
          .join(' | ')}`,
    ),
  ).toEqual([]);
}
