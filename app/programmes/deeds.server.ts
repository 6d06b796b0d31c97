import type { z } from 'zod';
import { indicatorForm, valueForm } from '../indicators/forms';
import { type Asked, active, type Form, idOf, parseForm } from '../shared/edge.server';
import { refuse } from '../shared/refusal';
import { putLine } from './commands/budgeting.server';
import type { Item } from './commands/deed.server';
import {
  putActivity,
  putIndicator,
  putLesson,
  putPhase,
  putReport,
  putResult,
  putRisk,
  putValue,
  removeItem,
  type Which,
} from './commands/parts.server';
import { noteSpending } from './commands/spending.server';
import {
  activityForm,
  heldForm,
  lessonForm,
  lineForm,
  newForm,
  phaseForm,
  reportForm,
  resultForm,
  riskForm,
  spentForm,
} from './forms';
import type { Part } from './programme';

const partOf: Record<Item | 'indicator' | 'value', Part> = {
  activity: 'activities',
  result: 'framework',
  indicator: 'framework',
  value: 'framework',
  line: 'budget',
  phase: 'phases',
  risk: 'risks',
  report: 'reports',
  lesson: 'lessons',
};

/**
 * The deeds of a part's page: `line-new`, `line-7`, `remove-line-7`, `value-7` for a value of an indicator, and `spent-7` for what
 * was spent of a line.
 */
export async function doOnPart(asked: Asked & { form: Form }): Promise<Part> {
  const { sql, form } = asked;
  const reader = active(asked);
  const place = { programme: idOf(asked.params.id), now: asked.now() };
  const deed = form.typed.deed ?? '';
  const removal = /^remove-(activity|result|indicator|line|phase|risk|report|lesson)-([1-9]\d{0,14})$/.exec(deed);
  if (removal) {
    const item = removal[1] as Item | 'indicator';
    const { version } = parseForm(form, heldForm);
    await removeItem(sql, reader, place, { part: partOf[item], item, id: Number(removal[2]), version });
    return partOf[item];
  }
  const [, spent] = /^spent-([1-9]\d{0,14})$/.exec(deed) ?? [];
  if (spent) {
    await noteSpending(sql, reader, place, idOf(spent), parseForm(form, spentForm));
    return 'spending';
  }
  const [, kind, of] =
    /^(activity|result|indicator|value|line|phase|risk|report|lesson)-(new|[1-9]\d{0,14})$/.exec(deed) ?? [];
  if (!kind || !of) throw refuse('invalid', 'shared:errors.unreadable-form');
  const item = kind as Item | 'indicator' | 'value';
  if (item === 'value') {
    const { once } = parseForm(form, newForm);
    await putValue(sql, reader, place, idOf(of), once, parseForm(form, valueForm));
    return 'framework';
  }
  const which: Which = of === 'new' ? parseForm(form, newForm) : { id: idOf(of), ...parseForm(form, heldForm) };
  const typed = <S extends z.ZodType>(schema: S, lists: string[] = []) => parseForm(form, schema, lists);
  if (item === 'activity') await putActivity(sql, reader, place, which, typed(activityForm, ['others']));
  else if (item === 'result') await putResult(sql, reader, place, which, typed(resultForm));
  else if (item === 'indicator') await putIndicator(sql, reader, place, which, typed(indicatorForm));
  else if (item === 'line') await putLine(sql, reader, place, which, typed(lineForm));
  else if (item === 'phase') await putPhase(sql, reader, place, which, typed(phaseForm));
  else if (item === 'risk') await putRisk(sql, reader, place, which, typed(riskForm));
  else if (item === 'report') await putReport(sql, reader, place, which, typed(reportForm));
  else await putLesson(sql, reader, place, which, typed(lessonForm));
  return partOf[item];
}
