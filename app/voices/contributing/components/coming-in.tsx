import { useTranslation } from 'react-i18next';
import type { Missed } from '../../../room/context';
import { Button, Checkbox, Field, Notice, RoomForm, Sentences } from '../../../room/ui';
import { requiredScope, type Scope, scopes } from '../../scopes';
import { Lines, StepOf, Ways } from './parts';

/** The first page: a code, and nothing that says what it is for. */
export function Enter({ missed }: { missed: Missed | null }) {
  const { t } = useTranslation('voice');
  return (
    <RoomForm deed="enter">
      <h1>{t('enter.title')}</h1>
      {missed && (
        <div role="alert">
          <Notice kind="bad">
            <p>{t(`enter.${missed}`)}</p>
          </Notice>
        </div>
      )}
      <p>{t('enter.lead')}</p>
      <Field deed="enter" name="code" label={t('enter.code')} hint={t('enter.hint')} dir="ltr" maxLength={200} secret />
      <Button primary>{t('on')}</Button>
    </RoomForm>
  );
}

/** Before anything else: the way out, safer devices, and whether this page is for her. */
export function Pause({ isGroup }: { isGroup: boolean }) {
  const { t } = useTranslation('voice');
  return (
    <RoomForm deed="pause" step="pause">
      <h1>{t('pause.title')}</h1>
      <Lines
        of={[
          t('pause.away', { exit: t('forms:exit') }),
          t('pause.try'),
          t('pause.device'),
          t('pause.worker'),
          t('pause.trace'),
          t('pause.time'),
        ]}
      />
      <h2>{isGroup ? t('pause.group') : t('pause.age')}</h2>
      <p className="ways">
        <Button primary name="age" value="adult">
          {isGroup ? t('pause.group-adult') : t('pause.adult')}
        </Button>{' '}
        <Button name="age" value="young">
          {isGroup ? t('pause.group-young') : t('pause.young')}
        </Button>
      </p>
    </RoomForm>
  );
}

/** A page that ends the way in: nothing of hers is held any more. */
export function Ended({ at }: { at: 'young' | 'stopped' }) {
  const { t } = useTranslation('voice');
  return (
    <>
      <h1>{t(`${at}.title`)}</h1>
      <p>{t(`${at}.lead`)}</p>
      {at === 'stopped' && <TypeACode step="stopped" />}
    </>
  );
}

/** Ends what is left of a session, and shows the first page. */
export function TypeACode({ step }: { step: 'stopped' | 'gone' }) {
  const { t } = useTranslation('voice');
  return (
    <RoomForm deed="again" step={step}>
      <Button quiet>{t('stopped.again')}</Button>
    </RoomForm>
  );
}

/** The thirteen points, each a line of its own. Where nobody has reviewed them in her language, consent does not open. */
export function Told({ told, version, isMore }: { told: string[] | null; version: string; isMore: boolean }) {
  const { t } = useTranslation('voice');
  return (
    <RoomForm deed="told" step="told">
      <StepOf step="told" isMore={isMore} />
      <h1>{t('told.title')}</h1>
      {told ? (
        <>
          <Sentences of={told} ordered />
          <input type="hidden" name="version" value={version} />
          <Ways on={t('told.read')} back={false} stop={t('told.stop')} />
        </>
      ) : (
        <Notice>
          <p>{t('told.language')}</p>
        </Notice>
      )}
    </RoomForm>
  );
}

/** Each use by itself, each off until she says yes. */
export function ScopeChoices({ given, version, isMore }: { given: Scope[]; version: string; isMore: boolean }) {
  const { t } = useTranslation('voice');
  const scope = (s: Scope) => (
    <Checkbox
      key={s}
      deed="choices"
      name={`scope-${s}`}
      label={t(`scope.${s}.text`)}
      hint={s === requiredScope ? t('choices.needed') : undefined}
      checked={given.includes(s)}
    />
  );
  return (
    <RoomForm deed="choices" step="choices">
      <StepOf step="choices" isMore={isMore} />
      <h1>{t('choices.title')}</h1>
      <p>{t('choices.lead')}</p>
      <input type="hidden" name="version" value={version} />
      {scope(requiredScope)}
      <fieldset className="field">
        <legend>{t('choices.free')}</legend>
        {scopes.filter((s) => s !== requiredScope).map(scope)}
      </fieldset>
      <Ways on={t('on')} stop={t('told.stop')} />
    </RoomForm>
  );
}
