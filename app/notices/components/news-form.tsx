import { useTranslation } from 'react-i18next';
import { sectorKeys } from '../../organisations/sectors';
import { directionOf, languageNames, languages } from '../../shared/languages';
import { Boxes, Button, DeedForm, Field, TextArea } from '../../shared/ui/form';
import type { NewsText } from '../news-mail.server';

export interface NewsDraft {
  texts: NewsText[];
  sectors: string[];
  regions: string[];
  languages: string[];
  version: number;
  once: string;
}

/** What is sent, in each language, and to whom. */
export function NewsForm({ draft, regions }: { draft: NewsDraft; regions: { code: string; name: string }[] }) {
  const { t } = useTranslation('announcements');
  const deed = 'save';
  return (
    <DeedForm deed={deed} className="stack">
      <input type="hidden" name="version" value={draft.version} key={draft.version} />
      <input type="hidden" name="once" value={draft.once} />
      {languages.map((language) => {
        const text = draft.texts.find((x) => x.language === language);
        return (
          <fieldset key={language}>
            <legend lang={language}>{languageNames[language]}</legend>
            <Field
              deed={deed}
              name={`subject-${language}`}
              label={t('subject')}
              value={text?.subject}
              lang={language}
              dir={directionOf(language)}
              optional
            />
            <TextArea
              deed={deed}
              name={`body-${language}`}
              label={t('body')}
              value={text?.body}
              rows={8}
              lang={language}
              dir={directionOf(language)}
              optional
            />
          </fieldset>
        );
      })}
      <p className="hint">{t('languages-hint')}</p>
      <Boxes
        deed={deed}
        name="sectors"
        label={t('sectors')}
        hint={t('none-is-all')}
        ticked={draft.sectors}
        options={sectorKeys.map((value) => ({ value, label: t(`sectors:${value}.name`) }))}
      />
      <Boxes
        deed={deed}
        name="regions"
        label={t('regions')}
        hint={t('none-is-all')}
        ticked={draft.regions}
        options={regions.map(({ code, name }) => ({ value: code, label: name }))}
      />
      <Boxes
        deed={deed}
        name="languages"
        label={t('languages')}
        hint={t('none-is-all')}
        ticked={draft.languages}
        options={languages.map((value) => ({ value, label: languageNames[value] }))}
      />
      <div className="actions">
        <Button>{t('save')}</Button>
      </div>
    </DeedForm>
  );
}
