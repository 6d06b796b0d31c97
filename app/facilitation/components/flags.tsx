import { useTranslation } from 'react-i18next';
import { Time } from '../../shared/ui/time';
import type { OpenFlag } from '../queries.server';

/** What was reported about a post, by whom and why. */
export function Flags({ flags, zone }: { flags: OpenFlag[]; zone: string }) {
  const { t } = useTranslation('facilitation');
  return (
    <ul>
      {flags.map((flag) => (
        <li key={`${flag.kind} ${flag.by} ${flag.at}`}>
          <strong>{t(`kind.${flag.kind}`)}</strong> · {flag.by === null ? t('flags.visitor') : <bdi>{flag.by}</bdi>} ·{' '}
          <Time at={flag.at} zone={zone} />
          {flag.reason && <p dir="auto">{flag.reason}</p>}
        </li>
      ))}
    </ul>
  );
}
