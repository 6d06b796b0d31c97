import { useTranslation } from 'react-i18next';
import { Way } from './way';

/**
 * The way to the next page and back. `to` gives the address of a page (counted from 1). Nothing where there is one page.
 * The second on a page says so with `again`: two places of one name cannot be told apart by ear.
 */
export function Paging({
  page,
  pages,
  to,
  again = false,
}: {
  page: number;
  pages: number;
  to: (page: number) => string;
  again?: boolean;
}) {
  const { t } = useTranslation('shared');
  if (pages <= 1) return null;
  return (
    <nav className="paging" aria-label={t(again ? 'paging.label-again' : 'paging.label')}>
      {page > 1 ? (
        <Way to={to(page - 1)} rel="prev">
          {t('paging.previous')}
        </Way>
      ) : (
        <span />
      )}
      <span>{t('paging.page', { page, pages })}</span>
      {page < pages ? (
        <Way to={to(page + 1)} rel="next">
          {t('paging.next')}
        </Way>
      ) : (
        <span />
      )}
    </nav>
  );
}
