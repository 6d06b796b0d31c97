import { Link, useRouteLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { loader as rootLoader } from '../../root';
import { Button, Choices, DeedForm, TextArea } from '../../shared/ui/form';
import { Time } from '../../shared/ui/time';
import { Words } from '../../shared/ui/words';
import type { AskedStatement, ReflectionPage as Page } from '../queries/reflecting.server';
import { answers } from '../synthesis';
import { Sources } from './sources';

/** What one is asked about a synthesis: each statement beside the words of one's own on which it rests. */
export function ReflectionPage({ page }: { page: Page }) {
  const { t } = useTranslation('synthesis');
  const zone = useRouteLoaderData<typeof rootLoader>('root')?.reader?.timeZone ?? 'UTC';
  const { discussion } = page;
  const open = page.asked.filter((s) => s.mayAnswer);
  return (
    <div className="narrow stack">
      <p className="crumb">
        <Link to={discussion.path}>{discussion.title}</Link> ›{' '}
        <Link to={`/discussions/${discussion.id}/synthesis`}>{t('title')}</Link>
      </p>
      <h1>{t('reflect.title')}</h1>
      <p className="lede">{t('reflect.lede')}</p>
      {open[0] ? (
        <p>
          {t('reflect.until')} <Time at={open[0].own.until} zone={zone} />
        </p>
      ) : (
        <p className="notice">{t('reflect.over')}</p>
      )}
      {page.asked.map((s) => (
        <AskedAbout key={s.id} statement={s} discussion={discussion.id} zone={zone} />
      ))}
    </div>
  );
}

function AskedAbout({
  statement: s,
  discussion,
  zone,
}: {
  statement: AskedStatement;
  discussion: number;
  zone: string;
}) {
  const { t } = useTranslation('synthesis');
  const deed = `reflect-${s.id}`;
  return (
    <section className="statement" id={`statement-${s.id}`}>
      <h2>
        <Link to={`/discussions/${discussion}/synthesis#statement-${s.id}`}>
          {t('statement', { number: s.number })}
        </Link>
      </h2>
      {s.withdrawn ? (
        <p className="tombstone">{t('reflect.withdrawn')}</p>
      ) : (
        <Words html={s.html} language={s.language} />
      )}
      {s.correctedAt && (
        <p className="meta">
          {t('corrected')} <Time at={s.correctedAt} zone={zone} style="date" />
        </p>
      )}
      <Sources sources={s.sources} />
      {s.own.answeredAt && s.own.answer && (
        <p className="notice good">
          {t('reflect.answered', { answer: t(`answer.${s.own.answer}`) })} <Time at={s.own.answeredAt} zone={zone} />
        </p>
      )}
      {s.own.erasedReason !== null && (
        <p className="tombstone">
          {t(s.own.erasedByAuthor ? 'reflections.erased-by-author' : 'reflections.erased')}{' '}
          {s.own.erasedReason && t('reason', { reason: s.own.erasedReason })}
        </p>
      )}
      {s.mayAnswer ? (
        <DeedForm deed={deed}>
          <input type="hidden" name="statement" value={s.id} />
          <Choices
            deed={deed}
            name="answer"
            label={t('reflect.question')}
            value={s.own.answer ?? undefined}
            options={answers.map((a) => ({ value: a, label: t(`answer.${a}`) }))}
          />
          <TextArea
            deed={deed}
            name="correction"
            label={t('reflect.correction')}
            hint={t('reflect.correction-hint')}
            value={s.own.correction}
            rows={4}
          />
          <Button>{t(s.own.answer ? 'reflect.change' : 'reflect.answer')}</Button>
        </DeedForm>
      ) : (
        s.own.correction && (
          <p className="source" dir="auto">
            {s.own.correction}
          </p>
        )
      )}
      {s.own.answer && (
        <DeedForm deed={`withdraw-${s.id}`}>
          <input type="hidden" name="statement" value={s.id} />
          <Button quiet>{t('reflect.withdraw')}</Button>
        </DeedForm>
      )}
    </section>
  );
}
