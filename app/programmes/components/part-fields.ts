import { useTranslation } from 'react-i18next';
import { directions } from '../../indicators/indicator';
import { earmarks, fundings } from '../budget';
import type { PartData, ShownItem } from '../editing.server';
import { resultKinds } from '../framework';
import { aims, grades } from '../programme';
import type { FieldSpec } from './item-form';

export type Kind = ShownItem['kind'] | 'value';

/** The fields of each kind of item, with the choices of this programme. */
export function usePartFields(data: PartData): (kind: Kind) => FieldSpec[] {
  const { t } = useTranslation('programmes');
  const { partners, activities, results, years, head } = data;
  const first = partners[0]?.value;
  const fundingField: FieldSpec = {
    name: 'funding',
    kind: 'choices',
    label: t('field.funding'),
    hint: t('field.funding-hint'),
    value: 'later',
    options: fundings.map((value) => ({ value, label: t(`funding.${value}`) })),
  };
  const title = (label: string): FieldSpec => ({ name: 'title', kind: 'line', label });
  const day = (name: string, label: string, optional = false): FieldSpec => ({ name, kind: 'day', label, optional });
  const gradeField = (name: 'likelihood' | 'harm'): FieldSpec => ({
    name,
    kind: 'choices',
    label: t(`table.${name}`),
    value: 'medium',
    options: grades.map((value) => ({ value, label: t(`grade.${value}`) })),
  });
  const figure = (name: 'baseline' | 'target'): FieldSpec => ({
    name,
    kind: 'amount',
    label: t(`table.${name}`),
    hint: t('field.figure-hint'),
  });
  const fields: Record<Kind, () => FieldSpec[]> = {
    activity: () => [
      title(t('field.activity-title')),
      { name: 'body', kind: 'text', label: t('field.activity-body'), optional: true },
      {
        name: 'aim',
        kind: 'choices',
        label: t('table.serves'),
        value: 'short',
        options: aims.map((value) => ({ value, label: t(`aim.${value}`) })),
      },
      { name: 'organisation', kind: 'select', label: t('field.answers'), options: partners, value: first ?? '' },
      { name: 'others', kind: 'boxes', label: t('field.others'), options: partners },
      day('startsOn', t('field.from'), true),
      day('endsOn', t('field.until'), true),
    ],
    result: () => [
      {
        name: 'kind',
        kind: 'choices',
        label: t('field.result-kind'),
        value: results.length === 0 ? 'outcome' : 'output',
        options: resultKinds.map((value) => ({ value, label: t(`result.${value}`) })),
      },
      {
        name: 'parentId',
        kind: 'select',
        label: t('field.leads-to'),
        hint: t('field.leads-to-hint'),
        empty: t('field.nothing'),
        options: results.filter((r) => r.kind === 'outcome'),
        optional: true,
      },
      title(t('field.result-title')),
    ],
    indicator: () => [
      {
        name: 'subject',
        kind: 'select',
        label: t('field.subject'),
        options: results,
        value: results.at(-1)?.value ?? '',
      },
      { name: 'what', kind: 'line', label: t('field.what'), hint: t('field.what-hint') },
      { name: 'unit', kind: 'line', label: t('field.unit'), hint: t('field.unit-hint') },
      {
        name: 'direction',
        kind: 'choices',
        label: t('field.direction'),
        value: 'up',
        options: directions.map((value) => ({ value, label: t(`direction.${value}`) })),
      },
      figure('baseline'),
      day('baselineOn', t('field.baseline-on')),
      figure('target'),
      day('targetOn', t('field.target-on')),
      { name: 'source', kind: 'line', label: t('field.figures-source') },
    ],
    value: () => [
      { name: 'onDay', kind: 'day', label: t('chart.day'), value: data.today },
      { name: 'value', kind: 'amount', label: t('field.value'), hint: t('field.figure-hint') },
      { name: 'source', kind: 'line', label: t('field.figures-source') },
      { name: 'note', kind: 'line', label: t('field.note'), optional: true },
    ],
    line: () => [
      title(t('field.line-title')),
      {
        name: 'activity',
        kind: 'select',
        label: t('table.activity'),
        empty: t('field.no-activity'),
        options: activities,
        optional: true,
      },
      { name: 'organisation', kind: 'select', label: t('field.spends'), options: partners, value: first ?? '' },
      {
        name: 'fiduciary',
        kind: 'select',
        label: t('field.fiduciary'),
        hint: t('field.fiduciary-hint'),
        options: partners,
        value: first ?? '',
      },
      { name: 'source', kind: 'line', label: t('field.source'), hint: t('field.source-hint') },
      fundingField,
      {
        name: 'earmark',
        kind: 'choices',
        label: t('field.earmark'),
        value: 'none',
        options: earmarks.map((value) => ({ value, label: t(`earmark.${value}`) })),
      },
      ...years.map(
        (year): FieldSpec => ({
          name: `year-${year}`,
          kind: 'amount',
          label: t('field.year', { year, currency: head.currency }),
          optional: true,
        }),
      ),
      {
        name: 'total',
        kind: 'amount',
        label: t('table.total', { currency: head.currency }),
        hint: t('field.total-hint'),
        optional: true,
      },
    ],
    risk: () => [
      title(t('table.risk')),
      gradeField('likelihood'),
      gradeField('harm'),
      { name: 'answer', kind: 'text', label: t('table.answer'), optional: true },
      {
        name: 'organisation',
        kind: 'select',
        label: t('table.who'),
        empty: t('field.nobody'),
        options: partners,
        optional: true,
      },
    ],
    phase: () => [
      title(t('table.phase')),
      day('startsOn', t('field.from')),
      day('endsOn', t('field.until')),
      fundingField,
    ],
    report: () => [
      day('startsOn', t('field.from')),
      day('endsOn', t('field.until')),
      { name: 'body', kind: 'text', label: t('field.report'), hint: t('field.report-hint'), rows: 12 },
      { name: 'spent', kind: 'amount', label: t('field.spent', { currency: head.currency }), optional: true },
    ],
    lesson: () => [
      title(t('field.lesson')),
      {
        name: 'body',
        kind: 'text',
        label: t('field.lesson-body'),
        hint: t('field.lesson-hint'),
        optional: true,
        rows: 6,
      },
    ],
  };
  return (kind) => fields[kind]();
}
