import { useTranslation } from 'react-i18next';
import { Voice } from '../../../heard/components/voice';
import { directionOf } from '../../../shared/languages';
import { Way } from '../../../shared/ui/way';
import { isFixedSection } from '../claim';
import type { SynthesisHead } from '../queries/board.server';
import type { Section } from '../queries/whole.server';
import type { PassageView } from '../view';

/** Where one is: the consultation, and its synthesis. */
export function Crumb({ head, to }: { head: SynthesisHead; to?: 'claims' | 'synthesis' }) {
  const { t } = useTranslation('claims');
  const { consultation: c } = head;
  return (
    <p className="crumb">
      <Way to={c.path} lang={c.language}>
        {c.title}
      </Way>
      {to && (
        <>
          {' '}
          › <Way to={`/consultations/${c.id}/${to}`}>{t(`${to}.title`)}</Way>
        </>
      )}
    </p>
  );
}

/** The heading of a section: a question in its own words and direction, or one of the sections that every synthesis has. */
export function SectionName({ section }: { section: Section }) {
  const { t } = useTranslation('claims');
  const { question, key } = section;
  if (!question) return <>{t(`section.${isFixedSection(key) ? key : 'other'}`)}</>;
  return (
    <span lang={question.language} dir={directionOf(question.language)}>
      {question.words}
    </span>
  );
}

/** What a passage says and whose it is, as far as this reader may see it. */
export function Passage({ passage }: { passage: PassageView }) {
  const { t } = useTranslation('claims');
  const { now, state, words, language } = passage;
  if (now.kind === 'nothing' && now.why === 'not-for-you') return <p>{t('source.not-for-you')}</p>;
  if (now.kind === 'voice')
    return (
      <>
        <p className="meta">
          <span>{t('source.voice', { week: passage.week! % 100, year: Math.floor(passage.week! / 100) })}</span>
        </p>
        <p>
          <Voice voice={now.voice} on="statement" />
        </p>
      </>
    );
  return (
    <>
      <p className="meta">
        <span className="tag">{t(`kind.${passage.kind}`)}</span>
        <span className="who">
          <Way to={now.path}>
            <bdi>{now.author || t(`kind.${passage.kind}`)}</bdi>
          </Way>
        </span>
        {now.organisation && (
          <span className="org">
            <bdi>{now.organisation}</bdi>
          </span>
        )}
        {now.kind !== 'nothing' && now.sector && <span className="sector">{t(`sectors:${now.sector}.name`)}</span>}
      </p>
      {words !== null && (
        <blockquote lang={language} dir={directionOf(language)}>
          {words}
        </blockquote>
      )}
      {state !== 'current' && state !== 'not-for-you' && <p className="source-changed">{t(`source.${state}`)}</p>}
      {words === null && state === 'changed' && <p className="hint">{t('source.not-there')}</p>}
    </>
  );
}
