import { useTranslation } from 'react-i18next';
import { contentLanguages, directionOf, languageNames } from '../../shared/languages';
import { Button, Choices, DeedForm, Select, TextArea } from '../../shared/ui/form';
import { Version } from '../../shared/ui/standing-now';
import { Time } from '../../shared/ui/time';
import { decisions } from '../../voices/door/protocol';
import type { HeardView, ResponseView, ThemeView } from '../heard';
import { Voice } from './voice';

export interface HeardListProps {
  heard: HeardView[];
  themes: ThemeView[];
  /** Themes that this reader may answer. */
  mayRespond: string[];
  /** Of the page that a response is written on. */
  language: string;
  zone: string;
  on: 'document' | 'statement';
}

/** What survivors said that is cited here, and what became of it. */
export function HeardList({ heard, themes, mayRespond, language, zone, on }: HeardListProps) {
  const { t } = useTranslation('heard');
  const excerpts = heard.filter((v) => v.kind === 'excerpt');
  if (heard.length === 0) return <p className="empty">{t('none')}</p>;
  return (
    <>
      {themes.length > 0 && (
        <section aria-labelledby="themes">
          <h2 id="themes">{t('themes')}</h2>
          <p className="hint">{t('themes-hint')}</p>
          <ol className="list">
            {themes.map((theme) => (
              <li key={theme.voice} id={`theme-${theme.voice}`}>
                <Voice voice={theme.voice} on={on} />
                {theme.state !== 'gone' && <Response theme={theme} zone={zone} />}
                {mayRespond.includes(theme.voice) && <ResponseForm theme={theme} language={language} />}
              </li>
            ))}
          </ol>
        </section>
      )}
      {excerpts.length > 0 && (
        <section aria-labelledby="excerpts">
          <h2 id="excerpts">{t('excerpts')}</h2>
          <ol className="list">
            {excerpts.map((v) => (
              <li key={v.voice}>
                <Voice voice={v.voice} on={on} />
              </li>
            ))}
          </ol>
        </section>
      )}
    </>
  );
}

function Response({ theme, zone }: { theme: ThemeView; zone: string }) {
  const { t } = useTranslation('heard');
  if (!theme.response) return <p className="notice">{t('waits')}</p>;
  const r: ResponseView = theme.response;
  return (
    <div className="response">
      <p className="meta">
        <strong>{t(`decision.${r.decision}`)}</strong>
        {r.organisation && (
          <span className="org">
            <bdi>{r.organisation}</bdi>
          </span>
        )}
        <Time at={r.at} zone={zone} style="date" />
      </p>
      <p lang={r.language} dir={directionOf(r.language)}>
        {r.reason}
      </p>
    </div>
  );
}

function ResponseForm({ theme, language }: { theme: ThemeView; language: string }) {
  const { t } = useTranslation('heard');
  const deed = `respond-${theme.voice}`;
  const said = theme.response;
  return (
    <details open={said === null}>
      <summary>{t(said ? 'respond.change' : 'respond.title')}</summary>
      <DeedForm deed={deed}>
        <input type="hidden" name="voice" value={theme.voice} />
        <Version deed={deed} now={said?.version ?? 0} />
        <Choices
          deed={deed}
          name="decision"
          label={t('respond.decision')}
          value={said?.decision ?? ''}
          options={decisions.map((d) => ({ value: d, label: t(`decision.${d}`) }))}
        />
        <TextArea
          deed={deed}
          name="reason"
          label={t('respond.reason')}
          hint={t('respond.reason-hint')}
          value={said?.reason ?? ''}
          rows={4}
          required
        />
        <Select
          deed={deed}
          name="language"
          label={t('respond.language')}
          value={said?.language ?? language}
          options={contentLanguages.map((l) => ({ value: l, label: languageNames[l] }))}
        />
        <Button>{t('respond.save')}</Button>
      </DeedForm>
    </details>
  );
}
