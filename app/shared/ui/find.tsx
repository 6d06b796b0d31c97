import { Form } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** Looks for words in a list: a plain GET form that goes to the list's first page and keeps its other filters (`kept`). */
export function Find({
  action,
  label,
  query,
  kept = {},
}: {
  action: string;
  label: ReactNode;
  query: string;
  kept?: Record<string, string | null>;
}) {
  const { t } = useTranslation('shared');
  return (
    <Form method="get" action={action} role="search" className="row" key={query}>
      {Object.entries(kept).map(
        ([name, value]) => value && <input key={name} type="hidden" name={name} value={value} />,
      )}
      <label htmlFor="find">{label}</label>
      <input id="find" name="q" type="search" defaultValue={query} dir="auto" maxLength={100} />
      <button type="submit" className="plain">
        {t('form.find')}
      </button>
    </Form>
  );
}
