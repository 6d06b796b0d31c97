import { useTranslation } from 'react-i18next';
import { Button, RoomForm, TextArea } from '../../../room/ui';
import { directionOf } from '../../../shared/languages';
import { most } from '../contributing';
import type { Shown, View } from '../page.server';
import { OfText, ToMenu, useAgo, Which } from './parts';

type At<K extends View['at']> = Extract<View, { at: K }>;

/** What she can do, and what waits for her. Not her text, not her organisation, no place, no day. */
export function Home({ texts, newReplies, wordings, mayWrite, mayTalk }: At<'home'>) {
  const { t } = useTranslation('voice');
  const line = (view: string, label: string, more?: string) => (
    <li key={view}>
      <Button name="view" value={view}>
        {label}
        {more && <small> {more}</small>}
      </Button>
    </li>
  );
  return (
    <RoomForm deed="show" step="home">
      <h1>{t('home.title')}</h1>
      <p>{t('home.kept', { count: texts.length })}</p>
      {texts.map((text) => (
        <p key={text.id} className="hint">
          {leftOf(t, text, texts.length)}
        </p>
      ))}
      <ul className="menu">
        {line('replies', t('home.replies'), newReplies > 0 ? t('home.replies-new', { count: newReplies }) : undefined)}
        {line('wordings', t('home.wordings'), wordings > 0 ? t('home.wordings-new', { count: wordings }) : undefined)}
        {line('used', t('home.used'))}
        {mayTalk && line('talk', t('home.talk'))}
        {mayWrite && line('more', t('home.more'))}
        {line('consent', t('home.choices'))}
        {line('exclude', t('home.exclusions'))}
        {line('opened', t('home.opened'))}
        {line('longer', t('home.longer'))}
      </ul>
      <p className="ways">
        <Button danger name="view" value="withdraw">
          {t('home.withdraw')}
        </Button>
      </p>
    </RoomForm>
  );
}

type T = ReturnType<typeof useTranslation<'voice'>>['t'];

function leftOf(t: T, text: Shown, count: number): string {
  if (text.weeksLeft === 0 && count === 1) return t('home.until-last');
  const left = t('weeks', { count: Math.max(1, text.weeksLeft) });
  return count === 1 ? t('home.until-one', { left }) : t('home.until', { n: text.n, left });
}

export function Replies({ replies, mayAnswer, answerWeeks, texts, text }: At<'replies'>) {
  const { t } = useTranslation('voice');
  const ago = useAgo();
  return (
    <>
      <h1>{t('replies.title')}</h1>
      <Which texts={texts} text={text} step="replies" />
      {replies.length === 0 && (
        <p>{mayAnswer ? t('replies.none', { answer: t('weeks', { count: answerWeeks }) }) : t('replies.off')}</p>
      )}
      {replies.map((reply, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: replies never change places
        <section key={i}>
          <h2>{t(reply.text === null ? 'replies.yours' : 'replies.theirs', { ago: ago(reply.weeksAgo) })}</h2>
          {reply.text === null ? (
            <p className="hint">{t('replies.yours-hidden')}</p>
          ) : (
            <div className="words" dir="auto">
              {reply.text}
            </div>
          )}
        </section>
      ))}
      {mayAnswer && replies.some((reply) => reply.text !== null) && (
        <RoomForm deed="reply" step="replies" keeps>
          <OfText text={text} />
          <TextArea
            deed="reply"
            name="words"
            label={t('replies.write')}
            hint={t('replies.write-hint')}
            rows={5}
            maxLength={most.answer}
          />
          <Button primary>{t('replies.send')}</Button>
        </RoomForm>
      )}
      <ToMenu step="replies" />
    </>
  );
}

export function Wordings({ wordings, toEveryone, texts, text }: At<'wordings'>) {
  const { t } = useTranslation('voice');
  return (
    <>
      <h1>{t('wordings.title')}</h1>
      <Which texts={texts} text={text} step="wordings" />
      {wordings.length === 0 ? <p>{t('wordings.none')}</p> : <p>{t('wordings.lead')}</p>}
      {wordings.map((wording) => (
        <RoomForm key={wording.id} deed="wording" step="wordings">
          <OfText text={text} />
          <input type="hidden" name="wording" value={wording.id} />
          <input type="hidden" name="version" value={wording.version} />
          <blockquote className="words" lang={wording.language} dir={directionOf(wording.language)}>
            {wording.words}
          </blockquote>
          <p>{t('wordings.people')}</p>
          {toEveryone && <p>{t('wordings.everyone')}</p>}
          <p className="ways">
            <Button primary name="go" value="yes">
              {t('wordings.yes')}
            </Button>{' '}
            <Button name="go" value="no">
              {t('wordings.no')}
            </Button>
          </p>
        </RoomForm>
      ))}
      <ToMenu step="wordings" />
    </>
  );
}

/** We heard, we did, why not: what came of it, and the name of no text that it stands in. */
export function Used({ used, texts, text }: At<'used'>) {
  const { t } = useTranslation('voice');
  return (
    <>
      <h1>{t('used.title')}</h1>
      <Which texts={texts} text={text} step="used" />
      {used.excerpts.length === 0 && used.themes.length === 0 && <p>{t('used.none')}</p>}
      {used.excerpts.map((excerpt) => (
        <div key={excerpt.form}>
          {excerpt.texts > 0 && (
            <p>
              {t(`used.${excerpt.form}`, { count: excerpt.texts })}
              {excerpt.final > 0 && ` ${t('used.final', { count: excerpt.final })}`}
            </p>
          )}
          {excerpt.decisions > 0 && (
            <p>
              {t(`used.${excerpt.form}-decided`, { count: excerpt.decisions })}
              {excerpt.taken > 0 && ` ${t('used.taken', { count: excerpt.taken })}`}
            </p>
          )}
        </div>
      ))}
      {used.themes.map((theme) => (
        <section key={theme.words}>
          <h2>{t('used.heard')}</h2>
          <blockquote className="words" lang={theme.language} dir={directionOf(theme.language)}>
            {theme.words}
          </blockquote>
          {theme.texts > 0 && <p>{t('used.texts', { count: theme.texts })}</p>}
          {theme.rests > 0 && (
            <p>
              {t('used.rests', { count: theme.rests })}
              {theme.taken > 0 && ` ${t('used.taken', { count: theme.taken })}`}
            </p>
          )}
          {theme.decisions.length === 0 && <p>{t('used.waiting')}</p>}
          {theme.decisions.map((d, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: decisions never change places
            <div key={i}>
              <h3>{t(`used.decision.${d.decision}`)}</h3>
              <p>
                {t('used.why')}{' '}
                <span lang={d.language} dir={directionOf(d.language)}>
                  {d.reason}
                </span>
              </p>
            </div>
          ))}
        </section>
      ))}
      <ToMenu step="used" />
    </>
  );
}
