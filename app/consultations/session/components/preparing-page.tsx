import { useTranslation } from 'react-i18next';
import { useOnce } from '../../../events/live/components/use-once';
import { nameOfLanguage } from '../../../shared/languages';
import { Fold } from '../../../shared/ui/fold';
import { Boxes, Button, Choices, DeedForm, Field, RefusedWithoutForm, Select, TextArea } from '../../../shared/ui/form';
import { StandingNow, Version } from '../../../shared/ui/standing-now';
import { Way } from '../../../shared/ui/way';
import type { PreparingData } from '../page.server';
import { type ItemKind, itemKinds, limits } from '../session';
import type { ItemView } from '../views';
import { ItemTitle, useItemText } from './item';
import { SessionHeading } from './session-heading';

/** The agenda: each item unfolds into its form, and for every kind there is one that adds another. */
export function PreparingPage({ data }: { data: PreparingData }) {
  const { t } = useTranslation(['session', 'consultations']);
  const { head, shown } = data;
  const addable = itemKinds.filter((kind) => kind !== 'statements' || data.hasStatements);
  const planned = shown.items.reduce((sum, i) => sum + i.minutes, 0);
  return (
    <div className="narrow stack">
      <SessionHeading head={head} title={t('session:prepare.title')} state={shown.state} />
      <p className="lede">{t('session:prepare.lede')}</p>
      <p>
        <Way to={`/events/${head.id}/session/lead`}>{t('session:more.lead')}</Way>
      </p>
      <RefusedWithoutForm stands={(deed) => /^(add|item|translate)-/.test(deed) && data.why === null} />
      {data.why ? (
        <p className="notice">{t(data.why)}</p>
      ) : (
        <>
          <section className="stack" aria-labelledby="agenda">
            <h2 id="agenda">{t('session:agenda.title')}</h2>
            {shown.items.length === 0 ? (
              <p className="empty">{t('session:prepare.empty')}</p>
            ) : (
              <p className="meta">{t('session:prepare.planned', { count: planned })}</p>
            )}
            {shown.items.map((item, i) => (
              <Item key={item.id} data={data} item={item} first={i === 0} />
            ))}
          </section>
          <section className="stack" aria-labelledby="add">
            <h2 id="add">{t('session:prepare.add')}</h2>
            {addable.map((kind) => (
              <Fold key={kind} deeds={[`add-${kind}`]} summary={t(`session:prepare.add-${kind}`)}>
                <Add data={data} kind={kind} />
              </Fold>
            ))}
          </section>
        </>
      )}
    </div>
  );
}

function Item({ data, item, first }: { data: PreparingData; item: ItemView; first: boolean }) {
  const { t } = useTranslation('session');
  const { shown } = data;
  const text = useItemText(shown)(item);
  const others = data.choosable.languages.filter((l) => l !== shown.language);
  const deed = `item-${item.id}`;
  const own = item.texts.find((x) => x.language === shown.language);
  const ticked = (shown.brought.find((b) => b.item === item.id)?.statements ?? []).map((s) => String(s.id));
  return (
    <Fold
      deeds={[deed, `translate-${item.id}`]}
      summary={
        <>
          {t(`kind.${item.kind}`)} · <ItemTitle text={text} /> · {t('agenda.planned', { count: item.minutes })}
        </>
      }
    >
      <DeedForm deed={deed} key={item.version}>
        <Version deed={deed} now={item.version} />
        <input type="hidden" name="item" value={item.id} />
        <input type="hidden" name="kind" value={item.kind} />
        <StandingNow
          deed={deed}
          fields={[
            { name: 'title', label: t('prepare.item-title'), value: own?.title ?? '' },
            { name: 'words', label: t('prepare.item-words'), value: own?.words ?? '' },
            { name: 'minutes', label: t('prepare.minutes'), value: String(item.minutes) },
          ]}
        />
        <Texts deed={deed} data={data} kind={item.kind} title={own?.title} words={own?.words} minutes={item.minutes} />
        {item.kind === 'statements' && <StatementBoxes deed={deed} data={data} ticked={ticked} />}
        <Button>{t('prepare.save')}</Button>
      </DeedForm>
      {others.length > 0 && <Translate data={data} item={item} languages={others} />}
      <div className="row">
        {!first && (
          <DeedForm deed={`up-${item.id}`}>
            <input type="hidden" name="item" value={item.id} />
            <input type="hidden" name="version" value={shown.version} />
            <Button quiet>
              {t('prepare.up')}
              <span className="unseen">: {text.title}</span>
            </Button>
          </DeedForm>
        )}
        {item.openedAt === null && (
          <DeedForm deed={`remove-${item.id}`}>
            <input type="hidden" name="item" value={item.id} />
            <input type="hidden" name="version" value={shown.version} />
            <Button quiet>
              {t('prepare.remove')}
              <span className="unseen">: {text.title}</span>
            </Button>
          </DeedForm>
        )}
      </div>
    </Fold>
  );
}

function Translate({ data, item, languages }: { data: PreparingData; item: ItemView; languages: string[] }) {
  const { t } = useTranslation('session');
  const deed = `translate-${item.id}`;
  const there = item.texts.filter((x) => x.language !== data.shown.language);
  return (
    <details className="fold">
      <summary>{t('prepare.translate')}</summary>
      {there.length > 0 && (
        <ul>
          {there.map((x) => (
            <li key={x.language}>
              {nameOfLanguage(x.language)}: <ItemTitle text={x} />
            </li>
          ))}
        </ul>
      )}
      <DeedForm deed={deed} key={item.texts.length}>
        <input type="hidden" name="item" value={item.id} />
        <Select
          deed={deed}
          name="language"
          label={t('prepare.language')}
          value=""
          empty={t('prepare.choose-language')}
          options={languages.map((l) => ({ value: l, label: nameOfLanguage(l) }))}
          required
        />
        <Field deed={deed} name="title" label={t('prepare.item-title')} dir="auto" required />
        <TextArea deed={deed} name="words" label={t('prepare.item-words')} rows={3} optional />
        <Button>{t('prepare.translate-do')}</Button>
      </DeedForm>
    </details>
  );
}

function Texts({
  deed,
  data,
  kind,
  title,
  words,
  minutes,
}: {
  deed: string;
  data: PreparingData;
  kind: ItemKind;
  title?: string | undefined;
  words?: string | undefined;
  minutes?: number | undefined;
}) {
  const { t } = useTranslation('session');
  return (
    <>
      <Field
        deed={deed}
        name="title"
        label={t('prepare.item-title')}
        hint={t('prepare.title-hint', { max: limits.title, language: nameOfLanguage(data.shown.language) })}
        value={title}
        dir="auto"
        required
      />
      <TextArea
        deed={deed}
        name="words"
        label={t(kind === 'question' ? 'prepare.question' : 'prepare.item-words')}
        value={words}
        rows={3}
        required={kind === 'question'}
        optional={kind !== 'question'}
      />
      <Field
        deed={deed}
        name="minutes"
        label={t('prepare.minutes')}
        type="number"
        inputMode="numeric"
        min="1"
        max={String(limits.minutes)}
        value={String(minutes ?? 10)}
        required
      />
    </>
  );
}

function StatementBoxes({ deed, data, ticked }: { deed: string; data: PreparingData; ticked: string[] }) {
  const { t } = useTranslation('session');
  const { statements } = data.choosable;
  if (statements.length === 0) return <p className="hint">{t('prepare.no-statements')}</p>;
  return (
    <Boxes
      deed={deed}
      name="statements"
      label={t('prepare.statements')}
      hint={t('prepare.statements-hint', { max: limits.statements })}
      ticked={ticked}
      options={statements.map((s) => ({
        value: String(s.id),
        label: (
          <>
            {s.number}{' '}
            <bdi lang={s.language} dir="auto">
              {s.words}
            </bdi>
          </>
        ),
      }))}
    />
  );
}

function Add({ data, kind }: { data: PreparingData; kind: ItemKind }) {
  const { t } = useTranslation(['session', 'talk']);
  const deed = `add-${kind}`;
  const key = useOnce(deed, data.once);
  return (
    <DeedForm deed={deed} key={`${key} ${data.shown.items.length}`}>
      <input type="hidden" name="kind" value={kind} />
      <input type="hidden" name="once" value={key} />
      <Texts deed={deed} data={data} kind={kind} />
      {kind === 'statements' && <StatementBoxes deed={deed} data={data} ticked={[]} />}
      {kind === 'poll' && (
        <>
          <Field deed={deed} name="question" label={t('talk:poll.question')} dir="auto" required />
          <TextArea
            deed={deed}
            name="choices"
            label={t('talk:poll.choices')}
            hint={t('talk:poll.choices-hint')}
            rows={4}
            required
          />
          <Choices
            deed={deed}
            name="several"
            label={t('talk:poll.how-many')}
            value="one"
            options={[
              { value: 'one', label: t('talk:poll.one') },
              { value: 'several', label: t('talk:poll.several') },
            ]}
          />
        </>
      )}
      <Button>{t('session:prepare.add-do')}</Button>
    </DeedForm>
  );
}
