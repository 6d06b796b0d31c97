import { useTranslation } from 'react-i18next';
import { acceptAttribute } from '../../attachments/attachment';
import { contentLanguages, languageNames } from '../../shared/languages';
import { Day } from '../../shared/ui/day';
import { Fold } from '../../shared/ui/fold';
import { Button, DeedForm, Field, fieldId, Select, useRefused } from '../../shared/ui/form';
import { useHeldOnce } from '../../shared/ui/use-held-once';
import type { CommitteeData } from '../page.server';
import { Crumb } from './parts';
import { useCommitteeLive } from './use-committee-live';

type Letter = CommitteeData['letters'][number];

/** The letters on file: what they are and their days for everybody, the letters themselves for the committee's people. */
export function Letters({ letters, title: Title }: { letters: Letter[]; title: 'h2' | 'h3' }) {
  const { t } = useTranslation('committee');
  if (letters.length === 0) return <p className="empty">{t('letters.none')}</p>;
  return (
    <ul className="list">
      {letters.map((l) => (
        <li key={l.id}>
          <article>
            <Title lang={l.language}>
              {l.file && l.fileName ? (
                <a href={`/committee/letters/${l.file}/${encodeURIComponent(l.fileName)}`}>{l.title}</a>
              ) : (
                l.title
              )}
            </Title>
            <p className="meta">
              <span>
                {t(l.inForce ? 'letters.in-force' : 'letters.not-in-force')} <Day day={l.from} />
                {l.until && (
                  <>
                    {' – '}
                    <Day day={l.until} />
                  </>
                )}
              </span>
            </p>
            <p className="hint">
              {l.signatures.length === 0
                ? t('letters.unsigned')
                : l.signatures.map((s, n) => (
                    <span key={s.organisationId}>
                      {n > 0 && ' · '}
                      <bdi>{s.member ?? t('letters.other')}</bdi> <Day day={s.signedOn} />
                    </span>
                  ))}
            </p>
          </article>
        </li>
      ))}
    </ul>
  );
}

/** The same with the forms of those who file: what is filed, who signed, until when it was in force. */
export function LettersPage({
  data,
  organisations,
  once,
  language,
}: {
  data: CommitteeData;
  organisations: { id: number; name: string }[];
  once: string;
  language: string;
}) {
  const { t } = useTranslation('committee');
  useCommitteeLive();
  const held = useHeldOnce(once);
  return (
    <div className="narrow">
      <Crumb />
      <h1>{t('letters.title')}</h1>
      <p className="lede">{t('letters.lede')}</p>
      <Letters letters={data.letters} title="h2" />
      {data.secretariat && (
        <section className="stack" aria-labelledby="file">
          <h2 id="file">{t('letters.file')}</h2>
          {data.letters.map((l) => (
            <Fold
              key={l.id}
              deeds={[`sign-${l.id}`, `end-${l.id}`]}
              summary={<span lang={l.language}>{t('letters.note', { title: l.title })}</span>}
            >
              <DeedForm key={l.signatures.length} deed={`sign-${l.id}`} className="stack">
                <input type="hidden" name="letter" value={l.id} />
                <Select
                  deed={`sign-${l.id}`}
                  name="organisation"
                  label={t('letters.signed-by')}
                  empty={t('choose')}
                  options={organisations.map((o) => ({ value: String(o.id), label: o.name }))}
                />
                <Field deed={`sign-${l.id}`} name="signedOn" type="date" label={t('letters.signed-on')} required />
                <Button>{t('letters.note-signature')}</Button>
              </DeedForm>
              <DeedForm deed={`end-${l.id}`} className="stack">
                <input type="hidden" name="letter" value={l.id} />
                <Field
                  deed={`end-${l.id}`}
                  name="until"
                  type="date"
                  label={t('letters.until')}
                  value={l.until ?? ''}
                  required
                />
                <Button>{t('letters.end')}</Button>
              </DeedForm>
            </Fold>
          ))}
          <Fold deeds={['letter']} summary={t('letters.new')}>
            <NewLetter key={held} once={held} language={language} />
          </Fold>
        </section>
      )}
    </div>
  );
}

function NewLetter({ once, language }: { once: string; language: string }) {
  const { t } = useTranslation('committee');
  const deed = 'letter';
  return (
    <DeedForm deed={deed} className="stack" files>
      <input type="hidden" name="once" value={once} />
      <Field deed={deed} name="title" label={t('letters.name')} dir="auto" required />
      <Select
        deed={deed}
        name="language"
        label={t('language')}
        value={language}
        options={contentLanguages.map((l) => ({ value: l, label: languageNames[l] }))}
      />
      <Field deed={deed} name="from" type="date" label={t('letters.from')} required />
      <Field deed={deed} name="until" type="date" label={t('letters.until')} hint={t('letters.until-hint')} optional />
      <Files deed={deed} label={t('letters.the-file')} hint={t('letters.file-hint')} />
      <Button primary>{t('letters.add')}</Button>
    </DeedForm>
  );
}

/** One file, with what is wrong with it beside it. */
export function Files({ deed, label, hint }: { deed: string; label: string; hint: string }) {
  const { t } = useTranslation();
  const id = fieldId(deed, 'files');
  const refused = useRefused(deed);
  const mistake = refused?.refusal.fields?.files;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <p className="hint">{hint}</p>
      {mistake && (
        <p className="mistake" id={`${id}.mistake`}>
          {t(mistake, refused?.refusal.values)}
        </p>
      )}
      <input
        type="file"
        id={id}
        name="files"
        accept={acceptAttribute}
        aria-describedby={mistake ? `${id}.mistake` : undefined}
      />
    </div>
  );
}
