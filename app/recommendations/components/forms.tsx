import { useTranslation } from 'react-i18next';
import { sectorKeys } from '../../organisations/sectors';
import { themes } from '../../shared/themes';
import { Fold } from '../../shared/ui/fold';
import { Boxes, Button, DeedForm, Field, Select, TextArea } from '../../shared/ui/form';
import { StandingNow, Version } from '../../shared/ui/standing-now';
import { StandFields, standing } from '../../tasks/components/stand-fields';
import type { RecommendationData } from '../page.server';
import { EntryFields } from './outcome-pages';

/** How it stands, and what it led to: for those who speak for its owner. */
export function FollowUpForm({ data }: { data: RecommendationData }) {
  const { t } = useTranslation('recommendations');
  const { t: c } = useTranslation('commitments');
  const deed = 'follow-up';
  const places = data.places.flatMap((p) => (p ? [p.path] : [])).join('\n');
  return (
    <Fold summary={t('follow-up.title')} deeds={[deed]}>
      <DeedForm deed={deed} className="stack">
        <Version deed={deed} now={data.version} />
        <StandingNow
          deed={deed}
          fields={[...standing(data, c), { name: 'places', label: t('follow-up.places'), value: places }]}
        />
        <StandFields deed={deed} of={data} />
        <TextArea
          deed={deed}
          name="places"
          label={t('follow-up.places')}
          hint={t('follow-up.places-hint')}
          value={places}
          rows={3}
          dir="ltr"
          optional
        />
        <div className="actions">
          <Button>{t('follow-up.save')}</Button>
        </div>
      </DeedForm>
    </Fold>
  );
}

/** What was done, on a day. */
export function NoteForm({ data }: { data: RecommendationData }) {
  const { t } = useTranslation('recommendations');
  const deed = 'note';
  return (
    <Fold summary={t('notes.add')} deeds={[deed]}>
      <DeedForm deed={deed} className="stack">
        <input type="hidden" name="once" value={data.once} />
        <Field deed={deed} name="onDay" type="date" label={t('notes.day')} value={data.today} required />
        <TextArea deed={deed} name="body" label={t('notes.body')} rows={4} required />
        <Select deed={deed} name="language" label={t('language')} value={data.writes} options={data.languages} />
        <div className="actions">
          <Button>{t('notes.save')}</Button>
        </div>
      </DeedForm>
    </Fold>
  );
}

/** What was recommended, to whom, and whose it is to do: the secretariat's. */
export function KeepForm({ data }: { data: RecommendationData }) {
  const { t } = useTranslation('recommendations');
  const deed = 'keep';
  const owner = data.ownerId === null ? '' : String(data.ownerId);
  const addressees = data.addressees.map((a) => a.handle).join(' ');
  return (
    <Fold summary={t('keep.title')} deeds={[deed]}>
      <DeedForm deed={deed} className="stack">
        <Version deed={deed} now={data.version} />
        <StandingNow
          deed={deed}
          fields={[
            { name: 'number', label: t('keep.number'), value: data.number },
            { name: 'kind', label: t('keep.kind'), value: data.kind, shown: t(`kind.${data.kind}`) },
            { name: 'heading', label: t('keep.heading'), value: data.heading },
            { name: 'body', label: t('keep.body'), value: data.body },
            {
              name: 'theme',
              label: t('facts.theme'),
              value: data.theme ?? '',
              shown: data.theme ? t(`themes:${data.theme}`) : undefined,
            },
            { name: 'sectors', label: t('facts.sectors'), value: '', ticked: data.sectors },
            { name: 'organisations', label: t('facts.organisations'), value: addressees },
            { name: 'owner', label: t('facts.owner'), value: owner, shown: data.owner ?? undefined },
            { name: 'dueOn', label: t('facts.due'), value: data.dueOn ?? '' },
          ]}
        />
        <EntryFields deed={deed} of={data} />
        <Select
          deed={deed}
          name="language"
          label={t('language')}
          hint={t('keep.language-hint')}
          value={data.language}
          options={data.languages}
        />
        <TextArea deed={deed} name="heading" label={t('keep.heading')} value={data.heading} rows={2} optional />
        <TextArea deed={deed} name="body" label={t('keep.body')} value={data.body} rows={5} required />
        <Select
          deed={deed}
          name="theme"
          label={t('facts.theme')}
          value={data.theme ?? ''}
          empty={t('no-theme')}
          options={themes.map((theme) => ({ value: theme, label: t(`themes:${theme}`) }))}
        />
        <Boxes
          deed={deed}
          name="sectors"
          label={t('facts.sectors')}
          ticked={data.sectors}
          options={sectorKeys.map((sector) => ({ value: sector, label: t(`sectors:${sector}.name`) }))}
        />
        <Field
          deed={deed}
          name="organisations"
          label={t('facts.organisations')}
          hint={t('keep.organisations-hint')}
          value={addressees}
          dir="ltr"
          optional
        />
        <Select
          deed={deed}
          name="owner"
          label={t('facts.owner')}
          hint={t('keep.owner-hint')}
          value={owner}
          empty={t('facts.nobody')}
          options={data.organisations.map((o) => ({ value: String(o.id), label: o.name }))}
        />
        <Field deed={deed} name="dueOn" type="date" label={t('facts.due')} value={data.dueOn ?? ''} optional />
        <div className="actions">
          <Button>{t('keep.save')}</Button>
        </div>
      </DeedForm>
    </Fold>
  );
}

/** Taken out of the register: what came in by mistake, and nobody has taken on. */
export function RemoveForm({ data }: { data: RecommendationData }) {
  const { t } = useTranslation('recommendations');
  const deed = 'remove';
  return (
    <Fold summary={t('remove.title')} deeds={[deed]}>
      <DeedForm deed={deed} className="stack">
        <p>{t('remove.hint')}</p>
        <Version deed={deed} now={data.version} />
        <div className="actions">
          <Button danger>{t('remove.go')}</Button>
        </div>
      </DeedForm>
    </Fold>
  );
}
