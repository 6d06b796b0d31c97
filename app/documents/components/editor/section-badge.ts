import type { TFunction } from 'i18next';
import { stateOfSection } from '../../clearance';
import type { WriteData, WriteSection } from './write-data';

/** Who owns a section and how its clearance stands: a line under its heading, which leads to the page of clearances. */
export function drawBadge(section: WriteSection, data: WriteData, t: TFunction): HTMLElement | null {
  const name = (id: number) => data.organisations.find((o) => o.id === id)?.name ?? '?';
  const state = stateOfSection(section.clearances);
  if (section.owner === null && state === 'not-asked') return null;
  const line = document.createElement('p');
  line.className = 'badge';
  line.contentEditable = 'false';
  line.lang = document.documentElement.lang;
  line.dir = document.documentElement.dir;
  if (section.owner !== null) {
    const owner = document.createElement('span');
    owner.textContent = t('editor:section.owner', { name: name(section.owner) });
    line.append(owner);
  }
  if (state !== 'not-asked') {
    const link = document.createElement('a');
    link.href = `/documents/${data.id}/clearance`;
    link.className = `clearance ${state}`;
    const cleared = section.clearances.filter((c) => c.state.startsWith('cleared'));
    link.textContent = t(`editor:section.${state}`, { done: cleared.length, count: section.clearances.length });
    link.title = section.clearances
      .map((c) => `${name(c.organisation)}: ${t(`editor:section.one.${c.state}`)}`)
      .join('\n');
    line.append(link);
  }
  return line;
}
