import { useTranslation } from 'react-i18next';
import { Button, Checkbox, Code, Notice, RoomForm, TextArea } from '../../../room/ui';
import type { Answer } from '../contributing';
import { most } from '../contributing';
import type { Exclusions } from '../exclusions.server';
import { StepOf, Ways } from './parts';

const mostShown = 8;

/** The room's questions. What the lint sees is said above them, with her words beside it: she decides what it means. */
export function Views({
  answers,
  findings,
  isMore,
}: {
  answers: Answer[];
  findings: { kind: string; text: string }[] | null;
  isMore: boolean;
}) {
  const { t } = useTranslation('voice');
  return (
    <RoomForm deed="views" step={findings ? 'look' : 'views'} keeps>
      <StepOf step="views" isMore={isMore} />
      <h1>{t('views.title')}</h1>
      {findings ? (
        <Look findings={findings} />
      ) : (
        <>
          <p>{t('views.lead')}</p>
          <p>{t('views.care')}</p>
        </>
      )}
      {answers.map(({ question, answer }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: questions never change places
        <TextArea key={i} deed="views" name={`answer-${i}`} label={question} value={answer} maxLength={most.views} />
      ))}
      <p className="hint">{t('views.room', { most: most.views })}</p>
      {findings ? (
        <p className="ways">
          <Button primary name="go" value="check">
            {t('look.check')}
          </Button>{' '}
          <Button name="go" value="keep">
            {t('look.keep')}
          </Button>{' '}
          <Button name="go" value="back">
            {t('back')}
          </Button>{' '}
          <Button quiet name="go" value="stop">
            {t('code.stop')}
          </Button>
        </p>
      ) : (
        <Ways on={t('views.done')} stop={t('code.stop')} />
      )}
    </RoomForm>
  );
}

function Look({ findings }: { findings: { kind: string; text: string }[] }) {
  const { t } = useTranslation('voice');
  const more = findings.length - mostShown;
  return (
    <div role="alert">
      <Notice>
        <h2>{t('look.title')}</h2>
        <p>{t('look.lead')}</p>
        <ul>
          {findings.slice(0, mostShown).map(({ kind, text }, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: one word may be found twice
            <li key={i}>{t('look.found', { kind: t(`look.kind.${kind}`), words: text.slice(0, 80) })}</li>
          ))}
        </ul>
        {more > 0 && <p>{t('look.more', { count: more })}</p>}
      </Notice>
    </div>
  );
}

export interface OfferedAndChosen {
  offered: { organisations: { id: number; name: string }[]; categories: string[] };
  chosen: Exclusions;
}

/** Who is shut out: kinds of groups first, names behind a line that unfolds without a script. */
export function ExclusionChoices({ deed, offered, chosen }: OfferedAndChosen & { deed: string }) {
  const { t } = useTranslation('voice');
  const hasNone = offered.categories.length === 0 && offered.organisations.length === 0;
  return (
    <>
      <p>{t('exclusions.lead')}</p>
      <p>{t('exclusions.workers')}</p>
      {hasNone && <Notice>{t('exclusions.none')}</Notice>}
      {offered.categories.length > 0 && (
        <fieldset className="field">
          <legend>{t('exclusions.categories')}</legend>
          {offered.categories.map((c) => (
            <Checkbox
              key={c}
              deed={deed}
              name={`category-${c}`}
              label={t(`exclusions.category.${c}`)}
              checked={chosen.categories.includes(c)}
            />
          ))}
        </fieldset>
      )}
      {offered.organisations.length > 0 && (
        <details open={chosen.organisations.length > 0}>
          <summary>{t('exclusions.organisations')}</summary>
          {offered.organisations.map(({ id, name }) => (
            <Checkbox
              key={id}
              deed={deed}
              name={`organisation-${id}`}
              label={<bdi>{name}</bdi>}
              checked={chosen.organisations.includes(id)}
            />
          ))}
        </details>
      )}
    </>
  );
}

export function ExclusionsPage({ isMore, ...of }: OfferedAndChosen & { isMore: boolean }) {
  const { t } = useTranslation('voice');
  return (
    <RoomForm deed="exclusions" step="exclusions" keeps>
      <StepOf step="exclusions" isMore={isMore} />
      <h1>{t('exclusions.title')}</h1>
      <ExclusionChoices deed="exclusions" {...of} />
      <Ways on={isMore ? t('replies.send') : t('on')} stop={t('code.stop')} />
    </RoomForm>
  );
}

/** Her code, before anything is sent. On paper stands the code alone: it looks like any other number. */
export function CodePage({
  receipt,
  isWords,
  canBeWords,
  withdrawReceipt,
}: {
  receipt: string;
  isWords: boolean;
  canBeWords: boolean;
  withdrawReceipt: string | null;
}) {
  const { t } = useTranslation('voice');
  return (
    <RoomForm deed="code" step="code">
      <div className="no-print">
        <StepOf step="code" isMore={false} />
        <h1>{t('code.title')}</h1>
        <Notice>
          <p>{t('code.not-yet')}</p>
        </Notice>
        <p>{t('code.why')}</p>
        <h2>{t('code.label')}</h2>
      </div>
      <Code groups={receipt.split(' ')} />
      <div className="no-print">
        <p>{t('code.once')}</p>
        <p>{t('code.keep')}</p>
        <p className="ways">
          <Button primary name="go" value="send">
            {t('code.send')}
          </Button>
        </p>
        {canBeWords && (
          <Button quiet name="go" value={isWords ? 'digits' : 'words'}>
            {isWords ? t('code.digits') : t('code.words')}
          </Button>
        )}
        <h2>{withdrawReceipt ? t('code.second-label') : t('code.second')}</h2>
        <p>{t('code.second-why')}</p>
      </div>
      {withdrawReceipt && <Code groups={withdrawReceipt.split(' ')} />}
      <p className="ways no-print">
        {!withdrawReceipt && (
          <Button name="go" value="second">
            {t('code.second-make')}
          </Button>
        )}{' '}
        <Button name="go" value="back">
          {t('back')}
        </Button>{' '}
        <Button quiet name="go" value="stop">
          {t('code.stop')}
        </Button>
      </p>
    </RoomForm>
  );
}

export function Sent({ answerWeeks, hasCode }: { answerWeeks: number; hasCode: boolean }) {
  const { t } = useTranslation('voice');
  return (
    <RoomForm deed="show" step="sent">
      <h1>{t('sent.title')}</h1>
      <Notice kind="good">
        <p>{hasCode ? t('sent.again') : t('sent.lead')}</p>
      </Notice>
      <p>{t('sent.next', { answer: t('weeks', { count: answerWeeks }) })}</p>
      <p>{t('sent.close', { exit: t('forms:exit') })}</p>
      <Button quiet name="view" value="home">
        {t('sent.home')}
      </Button>
    </RoomForm>
  );
}
