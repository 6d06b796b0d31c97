import type { Page } from '@playwright/test';
import { aDocument, choose, expect, heading, openText, paragraph, put } from './document-support';
import { test, windowOf } from './support';

interface EditorState {
  tr: { insertText(letter: string): unknown };
}

test.describe.configure({ timeout: 180_000 });

/** As if this HTML had been copied elsewhere. */
async function paste(page: Page, html: string): Promise<void> {
  await page.evaluate((given) => {
    const data = new DataTransfer();
    data.setData('text/html', given);
    data.setData('text/plain', 'plain');
    document
      .querySelector('.text')!
      .dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, html);
}

/** What stands before the caret, as the editor has it: the browser tells it of a moved caret a moment later. */
function atCaret(page: Page): Promise<string | undefined> {
  return page.evaluate(() => {
    const { editor } = document.querySelector('.text') as Element & {
      editor: { state: { selection: { $head: { nodeBefore: { type: { name: string } } | null } } } };
    };
    return editor.state.selection.$head.nodeBefore?.type.name;
  });
}

/** The block in which the editor has the caret: what is pasted goes there. */
function blockAtCaret(page: Page): Promise<string> {
  return page.evaluate(() => {
    const { editor } = document.querySelector('.text') as Element & {
      editor: { state: { selection: { $head: { parent: { type: { name: string } } } } } };
    };
    return editor.state.selection.$head.parent.type.name;
  });
}

test('Text pasted from Word stays clean, and every block has an id of its own', async ({ browser, server }) => {
  const d = await aDocument(server, [heading('Situation', 'situ1'), paragraph('', 'para1')]);
  const page = await windowOf(browser, server, d.owner);
  const text = await openText(page, d.write);
  await put(page, 'Situation', 'end');
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => blockAtCaret(page)).toBe('paragraph');
  const item = (words: string) =>
    `<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·<span>&nbsp;&nbsp; </span></span>${words}</p>`;
  await paste(
    page,
    `<html><head><style>p{color:red}</style></head><body><h1>Actors</h1><p class=MsoNormal style='color:red;font-size:30pt'>The <b>police</b>, <a href="javascript:alert(1)">bad</a><a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1">[1]</a></p>${item('one')}${item('two')}
    <table><tr><td style='width:9cm'><p>Cell</p></td></tr></table><img src="file:///x.png">
    <div style='mso-element:footnote-list'><div style='mso-element:footnote' id=ftn1><p><a href="#_ftnref1">[1]</a> Of the interior.</p></div></div></body></html>`,
  );
  await expect(text.locator('h2')).toHaveText(['Situation', 'Actors']);
  await expect(text.locator('strong')).toHaveText('police');
  await expect(text.locator('ul > li')).toHaveText(['one', 'two']);
  await expect(text.locator('td')).toHaveText('Cell');
  await expect(text.locator('.note-words')).toHaveText('Of the interior.');
  await expect(text.locator('a[href*=script], [style], font, img[src^=file]')).toHaveCount(0);
  await expect(page.getByRole('status').filter({ hasText: '1 picture was left out' })).toBeAttached();
  // The same again: copies get other ids.
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+c');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Control+v');
  await expect(text.locator('h2')).toHaveCount(4);
  const ids = await text.locator('[data-id]').evaluateAll((all) => all.map((e) => e.getAttribute('data-id')));
  expect(ids.length).toBeGreaterThan(8);
  expect(new Set(ids).size).toBe(ids.length);
  await expect(page.locator('.safety')).toHaveText('Saved');
  expect(await d.words()).toContain('Of the interior.');
  expect(page.complaints).toEqual([]);
});

test('By keyboard alone: to the tools and back, a heading, a list, a table, a note, a link', async ({
  browser,
  server,
}) => {
  const d = await aDocument(server, [paragraph('', 'para1')]);
  const page = await windowOf(browser, server, d.owner);
  const text = await openText(page, d.write);
  await page.getByRole('link', { name: 'Skip to the text' }).focus();
  for (let i = 0; i < 40 && !(await text.evaluate((e) => e === document.activeElement)); i++)
    await page.keyboard.press('Tab');
  await expect(text).toBeFocused();

  // Signs at the beginning of a line.
  await page.keyboard.type('# Aims');
  await expect(text.locator('h2')).toHaveText('Aims');
  await page.keyboard.press('Enter');
  await page.keyboard.type('- first');
  await page.keyboard.press('Enter');
  await page.keyboard.type('second');
  await expect(text.locator('ul > li')).toHaveText(['first', 'second']);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');

  // The tools: one stop, arrows between them, Escape back.
  await page.keyboard.press('Alt+F10');
  await expect(page.getByRole('toolbar')).toContainText('Text');
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('button', { name: 'Redo' })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitemcheckbox', { name: /^Text/ })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(text).toBeFocused();
  await page.keyboard.type('Budget');
  await expect(text.locator('h3')).toHaveText('Budget');
  await page.keyboard.press('Enter');

  // A note, from within the text and out of it again.
  await page.keyboard.type('Spent');
  await page.keyboard.press('Control+Alt+f');
  await page.keyboard.type('By June.');
  await page.keyboard.press('Escape');
  await page.keyboard.type(' well.');
  await expect(text.locator('.note .sign')).toHaveAccessibleName('Footnote 1: By June.');
  await expect(text.locator('p').last()).toContainText('well.');
  // Back onto its sign with the arrow, and into it with Enter.
  for (let i = 0; i < ' well.'.length; i++) await page.keyboard.press('ArrowLeft');
  await expect.poll(() => atCaret(page)).toBe('footnote');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  await expect(text.locator('.note.open')).toHaveCount(1);
  await page.keyboard.type(' Or July.');
  await page.keyboard.press('Enter');
  await expect(text.locator('.note-words')).toHaveText('By June. Or July.');
  await page.keyboard.press('End');

  // A link that leads nowhere is refused; a good one is set.
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('javascript:alert(1)');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('leads nowhere');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('https://plenary.example/report');
  await page.keyboard.press('Enter');
  await expect(text).toBeFocused();
  await expect(text.locator('a[href="https://plenary.example/report"]')).toHaveCount(1);
  await page.keyboard.press('Enter');

  // A table with a heading row, and a row more.
  await page.keyboard.press('Alt+F10');
  await page.getByRole('button', { name: 'Put in' }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'New table' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(text.locator('th')).toHaveCount(3);
  await expect(text.locator('tr')).toHaveCount(3);
  await page.keyboard.type('Line');
  await page.keyboard.press('Tab');
  await page.keyboard.type('2026');
  await expect(text.locator('th').nth(1)).toHaveText('2026');
  await page.getByRole('button', { name: 'Rows and columns' }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(text.locator('tr')).toHaveCount(4);

  // The outline follows, and leads.
  await page.keyboard.press('Control+Alt+o');
  const outline = page.getByRole('region', { name: 'Outline' });
  await expect(outline.getByRole('button')).toContainText(['Aims', 'Budget']);
  await outline.getByRole('button', { name: 'Budget' }).focus();
  await page.keyboard.press('Enter');
  await expect(text).toBeFocused();
  await page.keyboard.press('Control+/');
  await expect(page.getByRole('dialog', { name: 'Keys for writing' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(text).toBeFocused();
  expect(page.complaints).toEqual([]);
});

test('Words are found in the whole text, one after another, with their number', async ({ browser, server }) => {
  const d = await aDocument(server, [
    heading('Évaluation', 'h1'),
    paragraph('Evaluation of aims.', 'p1'),
    paragraph('Later: évaluation.', 'p2'),
  ]);
  const page = await windowOf(browser, server, d.owner);
  const text = await openText(page, d.write);
  await put(page, 'Evaluation', 'start');
  await page.keyboard.press('Control+f');
  await page.keyboard.type('evaluation');
  const figures = page.locator('.find-bar').getByRole('status');
  await expect(figures).toHaveText('2 of 3');
  await page.keyboard.press('Enter');
  await expect(figures).toHaveText('3 of 3');
  await page.keyboard.press('Enter');
  await expect(figures).toHaveText('1 of 3');
  await page.keyboard.press('Shift+Enter');
  await expect(figures).toHaveText('3 of 3');
  await page.keyboard.press('Escape');
  await expect(text).toBeFocused();
  await expect.poll(() => page.evaluate(() => getSelection()?.toString())).toBe('évaluation');
});

test('Whether it is saved stays in view in a long text, on a phone too, and the caret is not under it', async ({
  browser,
  server,
}) => {
  const lines = Array.from({ length: 60 }, (_, i) => paragraph(`Line ${i} of a long text (invented).`, `p${i}`));
  const d = await aDocument(server, [heading('Situation', 's1'), ...lines]);
  const page = await windowOf(browser, server, d.owner);
  await openText(page, d.write);
  for (const [width, height] of [
    [1280, 720],
    [390, 700],
  ] as const) {
    await page.setViewportSize({ width, height });
    for (const line of ['Line 50 of', 'Line 12 of']) {
      await put(page, line, 'end');
      await page.keyboard.type(' it');
      await expect(page.locator('.safety')).toHaveText('Saved');
      await expect(page.locator('.safety')).toBeInViewport({ ratio: 1 });
      const room = () =>
        page.evaluate(() => {
          const caret = getSelection()!.getRangeAt(0).getBoundingClientRect();
          const above = document.querySelector('.writing-top')!.getBoundingClientRect();
          return above.top === 0 && caret.top >= above.bottom && caret.bottom <= innerHeight;
        });
      await expect.poll(room).toBe(true);
    }
  }
});

test('Italics are italics on an Arabic screen too, and what is typed after a hint of a template stands plainly', async ({
  browser,
  server,
}) => {
  const hint = 'What will be different within a year.';
  const marks = [{ type: 'italic' }];
  const d = await aDocument(server, [{ ...paragraph('', 'p1'), content: [{ type: 'text', text: hint, marks }] }]);
  await server.sql`update person set language = 'ar' where id = ${d.owner.id}`;
  const page = await windowOf(browser, server, d.owner);
  await page.goto(d.write);
  await expect(page.locator('.safety.saved')).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'ar');
  const words = page.locator('.text em');
  await expect(words).toHaveCSS('font-style', 'italic');
  await expect(words).toHaveCSS('font-weight', '400');
  await put(page, hint, 'end');
  await page.keyboard.type(' Less.');
  await expect(page.locator('.text p')).toHaveText(`${hint} Less.`);
  await expect(words).toHaveText(hint);
});

test('A screen reader hears what somebody else changes in the same paragraph', async ({ browser, server }) => {
  const d = await aDocument(server);
  const amina = await d.invite('editor', 'Amina Diallo');
  const one = await windowOf(browser, server, d.owner);
  const two = await windowOf(browser, server, amina);
  await openText(one, d.write);
  await openText(two, d.write);
  await put(one, 'Two', 'start');
  await put(two, 'report.', 'end');
  await two.keyboard.type(' Every month.');
  await expect(one.getByRole('status').filter({ hasText: 'Amina Diallo wrote here: Every month.' })).toBeAttached();
  // What is only proposed is not said to be written, or gone.
  await two.getByRole('button', { name: 'Suggest', exact: true }).click();
  await choose(two, 'Every');
  await two.keyboard.type('Each');
  const told = one.getByRole('status').filter({ hasText: 'Amina Diallo proposes here: Each, in place of: Every' });
  await expect(told).toBeAttached();
});

test('One’s own undo is not told as somebody else’s edit', async ({ browser, server }) => {
  const d = await aDocument(server);
  const amina = await d.invite('editor', 'Amina Diallo');
  const one = await windowOf(browser, server, d.owner);
  const two = await windowOf(browser, server, amina);
  const here = await openText(one, d.write);
  await openText(two, d.write);
  await one.evaluate(() => {
    const told: string[] = [];
    Object.assign(window, { told });
    new MutationObserver(() => {
      for (const status of document.querySelectorAll('[role=status]')) told.push(status.textContent ?? '');
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  await put(one, 'Two provinces', 'end');
  await one.keyboard.type(' of mine');
  await expect(here).toContainText('Two provinces of mine');
  await expect(async () => {
    await one.keyboard.press('Control+z');
    await expect(here).not.toContainText('of', { timeout: 1000 });
  }).toPass();
  // What she writes next is told by itself: had the undo been taken for hers, it would be told with it.
  await put(two, 'report.', 'end');
  await two.keyboard.type(' Every month.');
  await expect(one.getByRole('status').filter({ hasText: 'Amina Diallo wrote here: Every month.' })).toBeAttached();
  const told = await one.evaluate(() => (window as unknown as { told: string[] }).told);
  expect(told.filter((words) => /mine|removed here|changed here|Someone/.test(words))).toEqual([]);
});

test('A cleared section is not changed before one has been told what that means', async ({ browser, server }) => {
  const d = await aDocument(server, [
    heading('Aims', 'aims1'),
    paragraph('First of all.', 'p1'),
    heading('Situation', 'situ1'),
    paragraph('Two provinces report.', 'p2'),
  ]);
  const amina = await d.invite('editor', 'Amina Diallo', 'Clearing Office (invented)');
  await server.sql`
    insert into document_clearance (document_id, section_key, organisation_id, asked_by, state)
    values (${d.id}, 'situ1', ${amina.organisation}, ${d.owner.id}, 'cleared')`;
  const page = await windowOf(browser, server, d.owner);
  const text = await openText(page, d.write);
  await expect(text.locator('.badge')).toHaveText('Cleared by 1 of 1');
  await put(page, 'provinces', 'end');
  await page.keyboard.type(' ');
  const warning = page.getByRole('dialog', { name: 'This section is cleared' });
  await expect(warning).toContainText('reopens the clearance of Clearing Office (invented)');
  await page.getByRole('button', { name: 'Leave it as it is' }).click();
  await expect(text.locator('p:not(.badge)').last()).toHaveText('Two provinces report.');
  // The letters of one moment, before the question stands there; meanwhile somebody writes before them.
  await text.evaluate((element) => {
    const { editor } = element as unknown as { editor: { view: { state: EditorState; dispatch(tr: unknown): void } } };
    for (const letter of ' now') editor.view.dispatch(editor.view.state.tr.insertText(letter));
  });
  const two = await windowOf(browser, server, amina);
  await openText(two, d.write);
  await put(two, 'First', 'end');
  await two.keyboard.type(' of these,');
  await expect(text).toContainText('of these,');
  await two.close();
  // And as fast as a machine types, after the answer.
  await page.getByRole('button', { name: 'Edit all the same' }).click();
  await page.keyboard.type(' surely');
  await expect(text.locator('p:not(.badge)')).toHaveText([
    'First of these, of all.',
    'Two provinces now surely report.',
  ]);
  await expect(text).toBeFocused();
});
