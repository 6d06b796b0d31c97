import { useTranslation } from 'react-i18next';
import { Button, Choices, Notice, RoomForm, Select, TextArea } from '../../../room/ui';
import { languageNames, languages } from '../../../shared/languages';
import type { Assigned, Opened } from '../reading.server';
import { DeskPage, Fact, StandsForIt, Week } from './desk-page';

type Role = 'caseworker' | 'facilitator';

export function Reading({ view }: { view: { role: Role; assigned: Assigned[] } }) {
  const { t } = useTranslation('desk');
  return (
    <DeskPage of={view.role} title={t('reading.title')}>
      {view.assigned.length === 0 && <p>{t('reading.none')}</p>}
      <ul>
        {view.assigned.map((one) => (
          <li key={one.id}>
            <a href={`/desk/reading/${one.id}`}>{t('reading.one', { id: one.id.slice(0, 8) })}</a> · {one.room} ·{' '}
            <Week of={one.week} /> · {languageNames[one.language as 'en']} · {t(`provenance.${one.provenance}`)}
            {one.isNew && ` · ${t('reading.new')}`}
            {one.answers > 0 && ` · ${t('home.answers', { count: one.answers })}`}
          </li>
        ))}
      </ul>
    </DeskPage>
  );
}

export interface OpenedView {
  role: Role;
  opened: Opened;
  colleagues: { id: string; name: string }[];
}

/** What one contributor said, what she allows, and what one may do with it. */
export function Contribution({ view }: { view: OpenedView }) {
  const { t } = useTranslation('desk');
  const { opened } = view;
  const { language } = opened;
  return (
    <DeskPage of={view.role} title={t('reading.one', { id: opened.id.slice(0, 8) })}>
      <dl>
        <Fact name={t('reading.came')}>
          <Week of={opened.week} /> · {t(`provenance.${opened.provenance}`)}
        </Fact>
        <Fact name={t('reading.ends')}>
          <Week of={opened.expiresWeek} />
        </Fact>
        <Fact name={t('reading.allows')}>{opened.scopes.map((s) => t(`scope.${s}`)).join(' · ')}</Fact>
        {opened.exclusions.length > 0 && <Fact name={t('reading.excludes')}>{opened.exclusions.join(' · ')}</Fact>}
      </dl>
      <Notice>
        <p>{t('reading.counted')}</p>
      </Notice>
      <div lang={language} dir="auto" className="words">
        {opened.text.split('\n').map((line, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of a text never change places
          <p key={i}>{line}</p>
        ))}
      </div>
      <h2>{t('reading.replies')}</h2>
      {opened.replies.length === 0 && <p>{t('reading.no-replies')}</p>}
      {opened.replies.map((r) => (
        <section key={r.id}>
          <h3>
            {t(r.byContributor ? 'reading.her-answer' : 'reading.reply-of')} · <Week of={r.week} />
          </h3>
          <p dir="auto">{r.text}</p>
        </section>
      ))}
      {opened.scopes.includes('reply') ? (
        <RoomForm deed="reply" label={t('reading.reply')}>
          <TextArea
            deed="reply"
            name="text"
            label={t('reading.reply')}
            hint={t('reading.reply-hint')}
            maxLength={4000}
          />
          <StandsForIt deed="reply" />
          <Button primary>{t('reading.reply-do')}</Button>
        </RoomForm>
      ) : (
        <p>{t('reading.no-reply')}</p>
      )}
      {(opened.scopes.includes('quote') || opened.scopes.includes('paraphrase')) && (
        <Propose scopes={opened.scopes} language={language} />
      )}
      <h2>{t('reading.readers')}</h2>
      <ul>
        {opened.readers.map((r) => (
          <li key={r.id}>{r.name}</li>
        ))}
      </ul>
      <Readers view={view} />
    </DeskPage>
  );
}

function Propose({ scopes, language }: { scopes: string[]; language: string }) {
  const { t } = useTranslation('desk');
  const allowed = (['quote', 'paraphrase'] as const).filter((form) => scopes.includes(form));
  return (
    <>
      <h2>{t('excerpts.propose')}</h2>
      <RoomForm deed="propose" label={t('excerpts.propose')}>
        <Choices
          deed="propose"
          name="form"
          label={t('excerpts.form')}
          options={allowed.map((form) => ({
            value: form,
            label: t(`excerpts.${form}`),
            hint: t(`excerpts.${form}-hint`),
          }))}
        />
        <TextArea deed="propose" name="words" label={t('excerpts.words')} rows={4} maxLength={1000} />
        <Select
          deed="propose"
          name="language"
          label={t('excerpts.language')}
          value={language}
          options={languages.map((l) => ({ value: l, label: languageNames[l] }))}
        />
        <StandsForIt deed="propose" />
        <Button>{t('excerpts.propose-do')}</Button>
      </RoomForm>
    </>
  );
}

function Readers({ view: { opened, colleagues } }: { view: OpenedView }) {
  const { t } = useTranslation('desk');
  const others = colleagues.filter((c) => !opened.readers.some((r) => r.id === c.id));
  return (
    <>
      <p>{t('reading.assign-hint')}</p>
      {others.length > 0 && (
        <RoomForm deed="assign" label={t('reading.assign')}>
          <Select
            deed="assign"
            name="staff"
            label={t('reading.colleague')}
            empty={t('choose')}
            options={others.map((c) => ({ value: c.id, label: c.name }))}
          />
          <Button>{t('reading.assign')}</Button>
        </RoomForm>
      )}
      <RoomForm deed="unassign" label={t('reading.unassign')}>
        <Select
          deed="unassign"
          name="staff"
          label={t('reading.reader')}
          empty={t('choose')}
          options={opened.readers.map((r) => ({ value: r.id, label: r.name }))}
        />
        <Button>{t('reading.unassign')}</Button>
      </RoomForm>
    </>
  );
}
