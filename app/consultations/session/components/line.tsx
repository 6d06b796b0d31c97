import { useTranslation } from 'react-i18next';
import { Button, DeedForm } from '../../../shared/ui/form';
import type { Board } from '../queries/leading.server';
import type { HandUp } from '../views';

/** Who asks for the floor, in the order in which it is given, and how often each sector has spoken. For those who lead alone. */
export function Line({ board: { hands, spoken } }: { board: Board }) {
  const { t } = useTranslation(['session', 'sectors']);
  const sectorName = (sector: string | null) =>
    sector === null || sector === 'none' ? t('session:results.no-sector') : t(`sectors:${sector}.name`);
  const speaking = hands.find((h) => h.speaking);
  const waiting = hands.filter((h) => !h.speaking);
  const nameOf = (h: HandUp) => h.name ?? t('session:floor.somebody', { number: h.id });
  return (
    <section aria-labelledby="line" className="stack">
      <h2 id="line">{t('session:floor.line', { count: waiting.length })}</h2>
      {speaking && (
        <div className="notice good">
          <p>
            {t('session:floor.has')} <bdi>{nameOf(speaking)}</bdi> · {sectorName(speaking.sector)}
          </p>
          <div className="row">
            <HandDeed deed="spoken" hand={speaking} name={nameOf(speaking)} label={t('session:floor.spoken')} />
            <HandDeed
              deed="take-back"
              hand={speaking}
              name={nameOf(speaking)}
              label={t('session:floor.not-given')}
              quiet
            />
            <HandDeed deed="skip" hand={speaking} name={nameOf(speaking)} label={t('session:floor.skip')} quiet />
          </div>
        </div>
      )}
      {waiting.length > 0 && (
        <ol className="hands">
          {waiting.map((h) => (
            <li key={h.id}>
              <p>
                <bdi>{nameOf(h)}</bdi>
                {h.organisation && (
                  <>
                    , <bdi>{h.organisation}</bdi>
                  </>
                )}{' '}
                <small>
                  {h.guest && `${t('session:guest.tag')} · `}
                  {sectorName(h.sector)}
                  {h.skipped > 0 && ` · ${t('session:floor.skipped', { count: h.skipped })}`}
                </small>
              </p>
              <div className="row">
                <HandDeed deed="give" hand={h} name={nameOf(h)} label={t('session:floor.give')} />
                <HandDeed deed="skip" hand={h} name={nameOf(h)} label={t('session:floor.skip')} quiet />
              </div>
            </li>
          ))}
        </ol>
      )}
      <p className="hint">{t('session:floor.order')}</p>
      {spoken.length > 0 && (
        <table>
          <caption>{t('session:floor.so-far')}</caption>
          <tbody>
            {spoken.map(({ sector, times }) => (
              <tr key={sector}>
                <th scope="row">{sectorName(sector)}</th>
                <td className="number">{times}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className="hint">{t('session:floor.only-you')}</p>
    </section>
  );
}

function HandDeed({
  deed,
  hand,
  name,
  label,
  quiet = false,
}: {
  deed: string;
  hand: HandUp;
  name: string;
  label: string;
  quiet?: boolean;
}) {
  return (
    <DeedForm deed={`${deed}-${hand.id}`}>
      <input type="hidden" name="hand" value={hand.id} />
      <Button quiet={quiet}>
        {label}
        <span className="unseen">: {name}</span>
      </Button>
    </DeedForm>
  );
}
