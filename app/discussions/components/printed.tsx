import { useTranslation } from 'react-i18next';
import type { Printed } from '../../routes/discussions.$id_.print';
import { directionOf } from '../../shared/languages';
import { placeOfZone, Time } from '../../shared/ui/time';
import { Words } from '../../shared/ui/words';

/** The whole record for paper: every phase with its question and its posts, the address and the date at the foot. */
export function PrintedDiscussion({ data }: { data: Printed }) {
  const { t } = useTranslation('discussions');
  return (
    <div className="narrow stack printed">
      <h1 lang={data.language} dir={directionOf(data.language)}>
        {data.title}
      </h1>
      {data.introductionHtml && <Words className="lede" html={data.introductionHtml} language={data.language} />}
      {data.phases.map((phase) => (
        <section key={phase.id}>
          <h2 lang={phase.language}>{t('phase.heading', { position: phase.position, title: phase.title })}</h2>
          <p className="question" lang={phase.language} dir={directionOf(phase.language)}>
            {phase.question}
          </p>
          {data.posts
            .filter((p) => p.phaseId === phase.id)
            .map((p) => (
              <article className="post" key={p.id}>
                <header>
                  <span className="who">
                    <bdi>{p.author}</bdi>
                  </span>
                  {p.organisation && (
                    <span className="org">
                      <bdi>{p.organisation}</bdi>
                    </span>
                  )}
                  <span className="when">
                    <Time at={p.at} zone={data.timeZone} inPlace /> ({placeOfZone(data.timeZone)})
                  </span>
                </header>
                {p.inReplyTo && (
                  <p className="reply">
                    {t('post.in-reply-to')} <bdi>{p.inReplyTo}</bdi>
                  </p>
                )}
                {p.tombstone ? (
                  <p className="tombstone">
                    {t(`post.tombstone.${p.state}`, { context: p.tombstone.byAuthor ? 'author' : undefined })}
                  </p>
                ) : (
                  <Words html={p.html} language={p.language} />
                )}
              </article>
            ))}
        </section>
      ))}
      <footer className="printed-foot">
        <bdi dir="ltr">{data.address}</bdi> · <Time at={data.printedAt} zone="UTC" inPlace /> UTC
      </footer>
    </div>
  );
}
