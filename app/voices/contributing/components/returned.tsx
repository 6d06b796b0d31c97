import { useTranslation } from 'react-i18next';
import { Button, Notice, RoomForm, Sentences, TextArea } from '../../../room/ui';
import { directionOf } from '../../../shared/languages';
import { most } from '../contributing';
import type { Shown, View } from '../page.server';
import { TypeACode } from './coming-in';
import { OfText, ToMenu, useAgo, Which } from './parts';
import { ExclusionChoices } from './writing';

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
        <p key={excerpt.form}>
          {t(`used.${excerpt.form}`, { count: excerpt.texts })}
          {excerpt.final > 0 && ` ${t('used.final', { count: excerpt.final })}`}
        </p>
      ))}
      {used.themes.map((theme) => (
        <section key={theme.words}>
          <h2>{t('used.heard')}</h2>
          <blockquote className="words" lang={theme.language} dir={directionOf(theme.language)}>
            {theme.words}
          </blockquote>
          {theme.texts > 0 && <p>{t('used.texts', { count: theme.texts })}</p>}
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

const signs = { yes: 'yes', no: 'no', ended: 'ended', again: 'again' } as const;

export function Consent({ scopes, told, isReady, texts, text }: At<'consent'>) {
  const { t } = useTranslation('voice');
  return (
    <>
      <h1>{t('consent.title')}</h1>
      <Which texts={texts} text={text} step="consent" />
      <p>{t('consent.lead')}</p>
      {!isReady && <Notice>{t('told.language')}</Notice>}
      {scopes.map(({ scope, state, version }) => (
        <RoomForm key={scope} deed="consent" step="consent" className="scope" label={t(`scope.${scope}.name`)}>
          <OfText text={text} />
          <input type="hidden" name="scope" value={scope} />
          <input type="hidden" name="version" value={version} />
          <h2>{t(`scope.${scope}.name`)}</h2>
          <p>{t(`scope.${scope}.text`)}</p>
          <p>
            <strong>{t(`consent.${signs[state]}`)}</strong>
          </p>
          {scope === 'read_by_support' ? (
            <p className="hint">{t('consent.reading')}</p>
          ) : (
            <p className="ways">
              {state !== 'yes' && isReady && (
                <Button name="go" value="give">
                  {t(state === 'again' ? 'consent.renew' : 'consent.give')}
                </Button>
              )}{' '}
              {(state === 'yes' || state === 'again') && (
                <Button name="go" value="take">
                  {t('consent.take')}
                </Button>
              )}
            </p>
          )}
        </RoomForm>
      ))}
      {isReady && (
        <details>
          <summary>{t('told.again')}</summary>
          <Sentences of={told} ordered />
        </details>
      )}
      <ToMenu step="consent" />
    </>
  );
}

export function Exclude({ offered, chosen, texts, text }: At<'exclude'>) {
  const { t } = useTranslation('voice');
  return (
    <>
      <h1>{t('exclusions.title')}</h1>
      <Which texts={texts} text={text} step="exclude" />
      <RoomForm deed="exclude" step="exclude" keeps>
        <OfText text={text} />
        <ExclusionChoices deed="exclude" offered={offered} chosen={chosen} />
        <Button primary>{t('exclusions.save')}</Button>
      </RoomForm>
      <ToMenu step="exclude" />
    </>
  );
}

export function Opened({ weeks, changes, texts, text }: At<'opened'>) {
  const { t } = useTranslation('voice');
  const named = (week: number) => ({ week: week % 100, year: Math.floor(week / 100) });
  return (
    <>
      <h1>{t('opened.title')}</h1>
      <Which texts={texts} text={text} step="opened" />
      <p>{t('opened.lead')}</p>
      {weeks.length === 0 && <p>{t('opened.none')}</p>}
      {weeks.map(({ week, support, another }) => (
        <section key={week}>
          <h2>{t('opened.week', named(week))}</h2>
          {support > 0 && <p>{t('opened.support', { count: support })}</p>}
          {another > 0 && <p>{t('opened.another', { count: another })}</p>}
        </section>
      ))}
      {changes.length > 0 && (
        <>
          <h2>{t('opened.changes')}</h2>
          {changes.map((c) => (
            <p key={c.week}>{t('opened.changes-week', { count: c.changes, ...named(c.week) })}</p>
          ))}
        </>
      )}
      <ToMenu step="opened" />
    </>
  );
}

export function Longer({ weeks, texts, text }: At<'longer'>) {
  const { t } = useTranslation('voice');
  const more = t('weeks', { count: weeks });
  return (
    <>
      <h1>{t('longer.title')}</h1>
      <Which texts={texts} text={text} step="longer" />
      <p>
        {text.weeksLeft === 0
          ? t('longer.last', { more })
          : t('longer.lead', { more, left: t('weeks', { count: text.weeksLeft }) })}
      </p>
      <RoomForm deed="longer" step="longer">
        <OfText text={text} />
        <Button primary>{t('longer.yes')}</Button>
      </RoomForm>
      <ToMenu step="longer" />
    </>
  );
}

/** One confirmation, and what cannot be taken back said before it. */
export function Withdraw({ isOnly, texts, text }: At<'withdraw'>) {
  const { t } = useTranslation('voice');
  const ago = useAgo();
  const isOne = texts.length === 1;
  return (
    <>
      <h1>{t('withdraw.title')}</h1>
      {isOnly && <p>{t('withdraw.only')}</p>}
      <p>{t('withdraw.lead')}</p>
      <p>{t('withdraw.copies')}</p>
      <p>{t('withdraw.same')}</p>
      <RoomForm deed="withdraw" step="withdraw">
        <p className="ways">
          {!isOne &&
            texts.map((one) => (
              <Button key={one.id} danger name="text" value={one.id}>
                {t('which.one', { n: one.n, ago: ago(one.weeksAgo) })}
              </Button>
            ))}{' '}
          <Button danger name="text" value={isOne ? text.id : 'all'}>
            {isOne ? t('withdraw.yes') : t('which.all')}
          </Button>
        </p>
      </RoomForm>
      {!isOnly && (
        <RoomForm deed="show" step="withdraw">
          <Button name="view" value="home">
            {t('withdraw.no')}
          </Button>
        </RoomForm>
      )}
    </>
  );
}

export function Gone({ isOver }: At<'gone'>) {
  const { t } = useTranslation('voice');
  return (
    <>
      <h1>{t('withdraw.done')}</h1>
      <Notice kind="good">
        <p>{isOver ? t('withdraw.done-lead') : t('withdraw.done-one')}</p>
      </Notice>
      {isOver && <p>{t('sent.close', { exit: t('forms:exit') })}</p>}
      {isOver ? <TypeACode step="gone" /> : <ToMenu step="gone-one" />}
    </>
  );
}
