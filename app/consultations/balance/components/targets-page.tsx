import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Button, DeedForm, fieldId, useRefused } from '../../../shared/ui/form';
import { StandingNow, Version } from '../../../shared/ui/standing-now';
import { fewestSeats, mostInCell, mostSeats, proposalsBy } from '../apportion';
import { targetField } from '../cells';
import type { TargetsData } from '../page.server';
import { Crumb, SectorName, useSectorName } from './head';

/** How many organisations of each sector and region are aimed for: typed, or proposed and then changed. */
export function TargetsPage({ data }: { data: TargetsData }) {
  const { t } = useTranslation('balance');
  return (
    <div className="stack">
      <Crumb of={data} within />
      <h1>{t('targets.title')}</h1>
      <p className="lede">{t('targets.lede', { count: data.total })}</p>
      <section aria-labelledby="propose">
        <h2 id="propose">{t('targets.propose')}</h2>
        <p>{t('targets.propose-hint')}</p>
        <Form method="get" className="row">
          <label htmlFor="seats">{t('targets.seats')}</label>
          <input
            id="seats"
            name="seats"
            type="number"
            inputMode="numeric"
            min={fewestSeats}
            max={mostSeats}
            defaultValue={data.seats ?? 60}
            required
          />
          <label htmlFor="by">{t('targets.by')}</label>
          <select id="by" name="by" defaultValue={data.by}>
            {proposalsBy.map((by) => (
              <option key={by} value={by}>
                {t(`targets.by-${by}`)}
              </option>
            ))}
          </select>
          <button type="submit" className="plain">
            {t('targets.show')}
          </button>
        </Form>
      </section>
      <section>
        <h2>{t('targets.set')}</h2>
        <p>{t(data.seats === null ? 'targets.set-hint' : 'targets.proposed', { count: data.seats ?? 0 })}</p>
        <TargetsForm key={`${data.seats} ${data.by}`} data={data} />
      </section>
    </div>
  );
}

function TargetsForm({ data }: { data: TargetsData }) {
  const { t } = useTranslation('balance');
  const name = useSectorName();
  const regionName = (code: string) => data.regions.find((r) => r.code === code)?.name ?? code;
  const standing = data.sectors.flatMap(({ sector, cells }) =>
    cells.map((cell) => ({
      name: targetField(sector, cell.region),
      label: `${name(sector)}, ${regionName(cell.region)}`,
      value: cell.target === 0 ? '' : String(cell.target),
    })),
  );
  return (
    <DeedForm deed="targets">
      <Version deed="targets" now={data.version} />
      <StandingNow deed="targets" fields={standing} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached with the keyboard */}
      <section className="table" aria-label={t('targets.set')} tabIndex={0}>
        <table className="targets">
          <thead>
            <tr>
              <th scope="col">{t('sector')}</th>
              {data.regions.map(({ code, name: region }) => (
                <th key={code} scope="col">
                  {region}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.sectors.map(({ sector, cells }) => (
              <tr key={sector}>
                <th scope="row">
                  <SectorName sector={sector} />
                </th>
                {cells.map((cell) => (
                  <td key={cell.region}>
                    <Target sector={sector} cell={cell} label={`${name(sector)}, ${regionName(cell.region)}`} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <div className="actions">
        <Button primary>{t('targets.save')}</Button>
      </div>
    </DeedForm>
  );
}

function Target({
  sector,
  cell,
  label,
}: {
  sector: string;
  cell: TargetsData['sectors'][number]['cells'][number];
  label: string;
}) {
  const { t } = useTranslation('balance');
  const field = targetField(sector, cell.region);
  const refused = useRefused('targets');
  const mistake = refused?.refusal.fields?.[field];
  const id = fieldId('targets', field);
  const value = refused?.typed[field] ?? String((cell.proposed ?? cell.target) || '');
  return (
    <>
      <input
        id={id}
        name={field}
        type="number"
        inputMode="numeric"
        min={0}
        max={mostInCell}
        defaultValue={value}
        aria-label={label}
        aria-describedby={mistake ? `${id}.mistake ${id}.there` : `${id}.there`}
        aria-invalid={mistake ? true : undefined}
      />
      {mistake && (
        <p className="mistake" id={`${id}.mistake`}>
          {t(mistake)}
        </p>
      )}
      <small id={`${id}.there`}>{t('targets.there', { count: cell.available })}</small>
    </>
  );
}
