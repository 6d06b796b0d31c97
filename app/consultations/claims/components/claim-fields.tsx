import { useTranslation } from 'react-i18next';
import { contentLanguages, languageNames } from '../../../shared/languages';
import { Field, Select } from '../../../shared/ui/form';
import { isFixedSection } from '../claim';
import type { Section } from '../queries/whole.server';

export interface ClaimChoice {
  id: number;
  number: number;
  section: string;
  words: string;
}

/** A section's name as an option of a list. */
export function useSectionNames() {
  const { t } = useTranslation('claims');
  return (section: Section) =>
    section.question?.words ?? t(`section.${isFixedSection(section.key) ? section.key : 'other'}`);
}

/** The claim that is meant: one that is there, or a new one with its sentence. */
export function ClaimFields({
  deed,
  claims,
  sections,
  section,
  language,
  once,
}: {
  deed: string;
  claims: ClaimChoice[];
  sections: Section[];
  /** Of a new one, unless another is chosen. */
  section: string;
  language: string;
  once: string;
}) {
  const { t } = useTranslation('claims');
  const nameOf = useSectionNames();
  const known = (key: string) => sections.find((s) => s.key === key);
  return (
    <>
      <input type="hidden" name="once" value={once} />
      <Select
        deed={deed}
        name="claim"
        label={t('tag.claim')}
        value="new"
        options={[
          { value: 'new', label: t('tag.new') },
          ...claims.map((c) => ({
            value: String(c.id),
            label: `${c.number}. ${c.words}`,
            group: nameOf(known(c.section) ?? sections.at(-1)!),
          })),
        ]}
      />
      <Field deed={deed} name="body" label={t('tag.body')} hint={t('tag.body-hint')} dir="auto" optional />
      <div className="row">
        <Select
          deed={deed}
          name="section"
          label={t('tag.section')}
          value={section}
          options={sections.map((s) => ({ value: s.key, label: nameOf(s) }))}
        />
        <Select
          deed={deed}
          name="language"
          label={t('tag.language')}
          value={language}
          options={contentLanguages.map((l) => ({ value: l, label: languageNames[l] }))}
        />
      </div>
    </>
  );
}
