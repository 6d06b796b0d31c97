import { useTranslation } from 'react-i18next';
import type { Share } from '../coverage';
import type { NamedCoverage } from '../queries/board.server';

/** What share of what was said is in the claims: of all, by kind, sector and region. */
export function CoverageTable({ coverage }: { coverage: Omit<NamedCoverage, 'whole'> & { whole: Share | null } }) {
  const { t } = useTranslation('claims');
  const groups: { title: string; rows: [string, Share][] }[] = [
    {
      title: t('coverage.kinds'),
      rows: [
        ...(coverage.whole ? [[t('coverage.whole'), coverage.whole] as [string, Share]] : []),
        ...coverage.kinds.map(({ kind, share }): [string, Share] => [t(`coverage.kind.${kind}`), share]),
      ],
    },
    {
      title: t('coverage.sectors'),
      rows: coverage.sectors.map(({ sector, share }) => [
        sector ? t(`sectors:${sector}.name`) : t('coverage.people'),
        share,
      ]),
    },
    {
      title: t('coverage.regions'),
      rows: coverage.regions.map(({ name, share }) => [name ?? t('coverage.people'), share]),
    },
  ];
  return (
    <>
      <p className="hint">{t('coverage.hint')}</p>
      {groups
        .filter((g) => g.rows.length > 0)
        .map((g) => (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls on a phone, and a keyboard must be able to scroll it
          <section className="table" key={g.title} aria-label={g.title} tabIndex={0}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{g.title}</th>
                  <th scope="col" className="number">
                    {t('coverage.coded')}
                  </th>
                  <th scope="col" className="number">
                    {t('coverage.all')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {g.rows.map(([name, share]) => (
                  <tr key={name}>
                    <th scope="row">{name}</th>
                    <td className="number">{share.coded}</td>
                    <td className="number">{share.all}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        ))}
    </>
  );
}
