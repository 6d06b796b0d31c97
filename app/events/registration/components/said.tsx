import { useTranslation } from 'react-i18next';
import { sectorNameKey } from '../../../organisations/sectors';
import { LanguageField, NameField, ZoneField } from '../../../people/components/person-fields';
import { Fold } from '../../../shared/ui/fold';
import { Button, DeedForm } from '../../../shared/ui/form';
import type { OwnPageData, OwnView } from '../page.server';
import { ConsentField, OrganisationField, PlaceFields } from './fields';

type Own = OwnPageData & { own: OwnView };

/** What somebody said of themselves, and where they change it: who they are, how they are written to, and whether. */
export function WhatWasSaid({ data }: { data: Own }) {
  const { t } = useTranslation('registration');
  const { own, event } = data;
  const byLink = !data.byAccount;
  return (
    <section aria-labelledby="said">
      <h2 id="said">{t('own.said')}</h2>
      <Said data={data} />
      {data.mayChangeIdentity && <IdentityForm data={data} />}
      {!data.mayChangeIdentity && own.personId === null && <p className="hint">{t('own.approved-as')}</p>}
      <Fold
        summary={t(byLink && own.personId === null ? 'own.change-settings' : 'own.change-consent')}
        deeds={['settings']}
      >
        <DeedForm deed="settings" className="stack">
          {byLink && own.personId === null && (
            <>
              <LanguageField deed="settings" value={own.language} />
              <ZoneField deed="settings" value={own.timeZone} zones={data.zones} />
            </>
          )}
          {byLink && own.personId !== null && (
            <>
              <input type="hidden" name="language" value={own.language} />
              <input type="hidden" name="timeZone" value={own.timeZone} />
            </>
          )}
          <ConsentField
            deed="settings"
            news={byLink && own.personId === null && !event.survivorSpeaks}
            given={own.consent}
          />
          <div className="actions">
            <Button>{t('own.save')}</Button>
          </div>
        </DeedForm>
      </Fold>
    </section>
  );
}

function Said({ data }: { data: Own }) {
  const { t } = useTranslation('registration');
  const { own } = data;
  const region = data.regions.find((r) => r.code === own.region)?.name ?? own.region;
  return (
    <dl className="record">
      <div>
        <dt>{t('fields.name')}</dt>
        <dd>
          <bdi>{own.name}</bdi>
        </dd>
      </div>
      <div>
        <dt>{t('fields.email')}</dt>
        <dd>
          <bdi dir="ltr">{own.email}</bdi>
        </dd>
      </div>
      {own.organisation && (
        <div>
          <dt>{t('fields.organisation')}</dt>
          <dd>
            <bdi>{own.organisation}</bdi>
          </dd>
        </div>
      )}
      <div>
        <dt>{t('fields.sector')}</dt>
        <dd>
          {t(sectorNameKey(own.sector as Parameters<typeof sectorNameKey>[0]))} · {region}
        </dd>
      </div>
      <div>
        <dt>{t('fields.contact')}</dt>
        <dd>{t(own.consent ? 'fields.contact-yes' : 'fields.contact-no')}</dd>
      </div>
    </dl>
  );
}

function IdentityForm({ data }: { data: Own }) {
  const { t } = useTranslation('registration');
  const { own } = data;
  return (
    <Fold summary={t('own.change-identity')} deeds={['identity']}>
      <DeedForm deed="identity" className="stack">
        <NameField deed="identity" value={own.name} />
        <OrganisationField deed="identity" value={own.organisation} />
        <PlaceFields deed="identity" regions={data.regions} sector={own.sector} region={own.region} />
        <div className="actions">
          <Button>{t('own.save')}</Button>
        </div>
      </DeedForm>
    </Fold>
  );
}
