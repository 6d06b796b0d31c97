import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Time } from '../../shared/ui/time';
import type { MyConsultation } from '../queries/mine.server';

/** Consultations that ask for somebody: what closes first stands first. */
export function MyConsultations({ consultations, zone }: { consultations: MyConsultation[]; zone: string }) {
  const { t } = useTranslation('consultations');
  return (
    <section aria-labelledby="consultations">
      <h2 id="consultations">{t('mine')}</h2>
      <ul className="list">
        {consultations.map((c) => (
          <li key={c.id}>
            <h3>
              <Link to={c.path} lang={c.language}>
                {c.title}
              </Link>
            </h3>
            <p className="meta">
              {c.kind && c.at ? (
                <span>
                  {t(`phase.${c.kind}`)} · {t(c.isOpen ? 'list.until' : 'list.from')} <Time at={c.at} zone={zone} />
                </span>
              ) : (
                <span>{t('state.preparing')}</span>
              )}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
