import { directionOf } from '../../shared/languages';
import { escapeHtml } from '../../shared/rich-text/render.server';
import { isLivePart, type LiveReference, type LiveTable, type LiveTables } from './parts';

const place =
  /<div((?: id="[^"]*")?(?: class="[^"]*")?) data-programme="([1-9]\d{0,14})" data-part="([a-z]+)"><\/div>/g;

/** The parts of programmes for which a rendered text has places. */
export function placesIn(html: string): LiveReference[] {
  return [...html.matchAll(place)].flatMap(([, , programme, part]) =>
    isLivePart(part) ? [{ programme: Number(programme), part }] : [],
  );
}

/** Puts what the parts say into their places. Words and attributes are written by `render.server.ts` and escaped: nothing of a text looks like a place. */
export function filled(html: string, tables: LiveTables, says: { nothing: string }): string {
  return html.replace(place, (_all, attributes: string, programme: string, part: string) => {
    const table = isLivePart(part) ? tables({ programme: Number(programme), part }) : null;
    const inner = table ? liveTableHtml(table) : `<p class="hint">${escapeHtml(says.nothing)}</p>`;
    return `<div${attributes} data-programme="${programme}" data-part="${part}">${inner}</div>`;
  });
}

/** A part as a table with the way to its programme, from a closed list of elements; every word escaped. */
export function liveTableHtml(table: LiveTable): string {
  const way = ` lang="${escapeHtml(table.language)}" dir="${directionOf(table.language)}"`;
  const classOf = (i: number) => (table.figures[i] ? ' class="number"' : '');
  const head = table.head.map((words, i) => `<th scope="col"${classOf(i)}>${escapeHtml(words)}</th>`).join('');
  const rows = table.rows.map((cells) => {
    const [first, ...rest] = cells.map((words) => escapeHtml(words));
    const tds = rest.map((words, i) => `<td${classOf(i + 1)}>${words}</td>`).join('');
    return `<tr><th scope="row">${first}</th>${tds}</tr>`;
  });
  const shown =
    rows.length === 0
      ? ''
      : `<div class="table" role="region" tabindex="0" aria-label="${escapeHtml(table.title)}"><table${way}><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table></div>`;
  const notes = table.notes.map((note) => `<p class="hint"${way}>${escapeHtml(note)}</p>`).join('');
  return `${shown}${notes}<p class="meta"><a href="${escapeHtml(table.path)}"${way}>${escapeHtml(`${table.title} · ${table.of}`)}</a></p>`;
}
