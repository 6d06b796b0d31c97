import { useTranslation } from 'react-i18next';
import { Button, DeedForm } from '../../../shared/ui/form';
import { Way } from '../../../shared/ui/way';
import type { ConfirmingData } from '../page.server';
import { Crumb, useSectorName } from './head';

/** Who would be written to, counted before it is sent. */
export function ConfirmPage({ data }: { data: ConfirmingData }) {
  const { t } = useTranslation('balance');
  const name = useSectorName();
  const back = `/consultations/${data.id}/invitations`;
  const count = data.organisations.length;
  return (
    <div className="narrow stack">
      <Crumb of={data} within />
      <h1>{t(`confirm.${data.what}.title`)}</h1>
      {data.sector && (
        <p className="meta">
          {name(data.sector)}, {data.region}
        </p>
      )}
      {data.why && <p className="notice">{t(data.why)}</p>}
      <p className="lede">
        {count === 0
          ? t(`confirm.${data.what}.none`)
          : `${t('confirm.organisations', { count })} ${t(`confirm.${data.what}.people`, { count: data.people })}`}
      </p>
      {data.left > 0 && <p>{t(`confirm.${data.what}.left`, { count: data.left })}</p>}
      <DeedForm deed="send">
        {count > 0 && (
          <>
            <ul>
              {data.organisations.map((o) => (
                <li key={o.id}>
                  <bdi lang={o.language}>{o.name}</bdi> <small>({t('speakers', { count: o.speakers })})</small>
                </li>
              ))}
            </ul>
            <input type="hidden" name="what" value={data.what} />
            <input type="hidden" name="organisations" value={data.organisations.map((o) => o.id).join(',')} />
            <input type="hidden" name="people" value={data.people} />
          </>
        )}
        <div className="actions">
          {count > 0 && data.why === null && <Button primary>{t(`confirm.${data.what}.send`)}</Button>}
          <Way to={back}>{t('confirm.back')}</Way>
        </div>
      </DeedForm>
    </div>
  );
}
