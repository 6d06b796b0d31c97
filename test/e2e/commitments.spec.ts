import { expect, expectAccessible, test, windowOf } from './support';

test.describe.configure({ timeout: 300_000 });

test('What was said is followed on a phone from the start page to what was promised', async ({ browser, seeded }) => {
  const phone = { viewport: { width: 390, height: 844 } };
  const visitor = await windowOf(browser, seeded, null, phone);
  await visitor.goto('/');
  await visitor.getByRole('link', { name: /Eastern Africa: recruitment one can complain about/ }).click();
  await expect(visitor.getByRole('heading', { level: 1 })).toContainText('Eastern Africa');
  const [post] = await seeded.sql<{ id: number }[]>`
    select source_id as id from claim_passage where kind = 'post' order by id limit 1`;
  for (const path of [
    '/consultations/3/responses',
    '/consultations/3/report',
    `/trace/post/${post!.id}`,
    '/commitments',
    '/recommendations/1',
  ]) {
    await visitor.goto(path);
    await expect(visitor.getByRole('heading', { level: 1 })).toBeVisible();
    await expectAccessible(visitor);
    const wide = await visitor.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect([path, wide]).toEqual([path, 0]);
  }
  await visitor.goto(`/trace/post/${post!.id}`);
  await visitor.getByRole('link', { name: 'How it stood' }).first().click();
  await expect(visitor.getByRole('heading', { name: 'How it stood, the newest first' })).toBeVisible();
  await expectAccessible(visitor);
});
