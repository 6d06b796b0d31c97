import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldId, useRefused } from '../../shared/ui/form';

/** The box to tick before what cannot be undone, with the mistake beside it where it was not ticked. */
export function Sure({ deed, name = 'sure', children }: { deed: string; name?: string; children: ReactNode }) {
  const { t } = useTranslation();
  const mistake = useRefused(deed)?.refusal.fields?.[name];
  return (
    <div className="field" id={fieldId(deed, name)}>
      {mistake && <p className="mistake">{t(mistake)}</p>}
      {children}
    </div>
  );
}
