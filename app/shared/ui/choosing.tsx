import type { ReactNode } from 'react';
import { type ContentLanguage, contentLanguages, languageNames } from '../languages';
import { Way } from './way';

/** Something by which a list is narrowed: each choice is a plain link that keeps the other choices. */
export interface ChoiceGroup {
  name: string;
  label: string;
  /** The link that takes the choice back. */
  all: string;
  chosen: string | undefined;
  choices: { value: string; label: string; lang?: string }[];
}

/** What can be chosen, group by group; what is chosen is said on the fold, and can be taken back. `first` stands above. */
export function Choosing({
  label,
  first,
  groups,
  to,
}: {
  label: string;
  first?: ReactNode;
  groups: ChoiceGroup[];
  /** Address of the list with one choice changed: undefined takes it back. */
  to: (change: Record<string, string | undefined>) => string;
}) {
  return (
    <nav className="choosing" aria-label={label}>
      {first && <p className="filters">{first}</p>}
      <div className="row">
        {groups.map((group) => (
          <details key={group.name} className="fold">
            <summary>
              {group.label}
              {group.chosen && <strong>: {labelOf(group.chosen, group.choices)}</strong>}
            </summary>
            <ul className="filters">
              <li>
                <Way to={to({ [group.name]: undefined })} aria-current={group.chosen ? undefined : 'true'}>
                  {group.all}
                </Way>
              </li>
              {group.choices.map(({ value, label, lang }) => (
                <li key={value}>
                  <Way
                    to={to({ [group.name]: value })}
                    aria-current={group.chosen === value ? 'true' : undefined}
                    lang={lang}
                  >
                    {label}
                  </Way>
                </li>
              ))}
            </ul>
          </details>
        ))}
      </div>
    </nav>
  );
}

function labelOf(value: string, choices: ChoiceGroup['choices']): string {
  return choices.find((c) => c.value === value)?.label ?? languageNames[value as ContentLanguage] ?? value;
}

/** Languages as choices, each by its own name. */
export const languageChoices: ChoiceGroup['choices'] = contentLanguages.map((value) => ({
  value,
  label: languageNames[value],
  lang: value,
}));

/** The five regions and the world; a smaller area that an address names is there too. */
export function regionChoices(
  regions: { value: string; label: string }[],
  chosen: string | undefined,
  /** What the chosen area is called. */
  called: string | null | undefined,
): ChoiceGroup['choices'] {
  if (!chosen || regions.some((r) => r.value === chosen)) return regions;
  return [...regions, { value: chosen, label: called ?? chosen }];
}
