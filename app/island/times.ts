import { formatSpan, formatTime, offsetOf, relativeTime, type TimeStyle } from '../shared/time';
import { presentZone } from '../shared/zones';

/** The browser's own zone, by its present name; an old one that does not say counts as UTC. */
export const zone = presentZone(Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC');

const language = document.documentElement.lang || 'en';

/**
 * Says times in the browser's zone: visitors' pages are the same bytes for everyone, so the server cannot. What names
 * its place (`data-place`) stays as it is there.
 */
export function localise(root: ParentNode): void {
  for (const time of root.querySelectorAll<HTMLTimeElement>('time[data-style]:not([data-place])')) {
    const style = time.dataset.style!;
    time.textContent =
      style === 'relative'
        ? relativeTime(time.dateTime, new Date().toISOString(), language)
        : formatTime(time.dateTime, language, zone, style as TimeStyle);
  }
  for (const span of root.querySelectorAll<HTMLElement>('[data-local]')) {
    const here = formatTime(span.dataset.local!, language, zone, 'day-time');
    // Who is at the place reads the time once.
    const said = span.parentElement?.firstChild?.textContent?.includes(here);
    span.textContent = said ? '' : ` · ${(span.dataset.words ?? '{time}').replace('{time}', here)}`;
  }
  for (const span of root.querySelectorAll<HTMLElement>('[data-span]')) {
    const here = formatSpan(span.dataset.span!, span.dataset.until!, language, zone);
    if (here === span.dataset.there) continue;
    span.textContent = (span.dataset.words ?? '{time}').replace('{time}', here);
    const row = span.closest<HTMLElement>('[data-own-time]');
    const name = row?.querySelector('[data-own-zone]');
    if (name) name.textContent = `${zone.replaceAll('_', ' ')}, ${offsetOf(span.dataset.span!, zone)}`;
    (row ?? span).hidden = false;
  }
}

/** "5 minutes ago" does not stay true. */
export function keepRelative(): void {
  setInterval(() => {
    for (const time of document.querySelectorAll<HTMLTimeElement>('time[data-style=relative]')) {
      time.textContent = relativeTime(time.dateTime, new Date().toISOString(), language);
    }
  }, 60_000);
}

/** Proposes the browser's zone where a form asks for one and nobody has chosen yet. */
export function proposeZone(): void {
  for (const mark of document.querySelectorAll<HTMLElement>('[data-zone-field]')) {
    const field = mark.matches('select, input') ? mark : mark.querySelector('select, input');
    if (field instanceof HTMLInputElement && !field.value) field.value = zone;
    if (!(field instanceof HTMLSelectElement) || (field.value && field.value !== 'UTC')) continue;
    const known = [...field.options].some((o) => o.value === zone);
    if (!known) field.add(new Option(zone.replace(/_/g, ' '), zone));
    field.value = zone;
  }
}

/** A figure with its words, from an element that brings them: data-one, data-other, and for Arabic -zero, -two, -few, -many. */
export function counted(words: HTMLElement, n: number): string {
  const form = new Intl.PluralRules(language).select(n);
  const text = words.dataset[form] ?? words.dataset.other ?? '{n}';
  return text.replace('{n}', String(n));
}
