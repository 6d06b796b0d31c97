import { useTranslation } from 'react-i18next';
import { Button, Checkbox, Code, Notice, RoomForm, Select, Sentences, TextArea, useRefused } from '../../../room/ui';
import { directionOf, languageNames, languages } from '../../../shared/languages';
import type { Envelope, ProxyPaper } from '../proxy.server';
import { DeskPage } from './desk-page';

export interface TypingView {
  rooms: { id: string; name: string }[];
  organisations: { id: number; name: string }[];
  categories: string[];
}

export interface TypingStep {
  /** What is read to her, once a room and a language are chosen. */
  paper?: ProxyPaper & { room: string; once: string };
  receipt?: string;
  address?: string;
  envelope?: Envelope;
  /** It was sent before: this time nothing was. */
  again?: boolean;
}

/** A caseworker types for somebody who uses no device, with her beside the screen. */
export function Typing({ view, step }: { view: TypingView; step: TypingStep }) {
  const { t } = useTranslation('desk');
  if (step.receipt && step.envelope)
    return <Receipt receipt={step.receipt} address={step.address ?? ''} envelope={step.envelope} />;
  return (
    <DeskPage of="caseworker" title={t('typing.title')}>
      {step.again && (
        <div role="alert">
          <Notice kind="bad">
            <p>{t('typing.again')}</p>
          </Notice>
        </div>
      )}
      <p>{t('typing.hint')}</p>
      {step.paper ? (
        <Paper view={view} paper={step.paper} />
      ) : (
        <RoomForm deed="begin" label={t('typing.title')}>
          <Select
            deed="begin"
            name="room"
            label={t('invitations.room')}
            options={view.rooms.map((r) => ({ value: r.id, label: r.name }))}
          />
          <Select
            deed="begin"
            name="language"
            label={t('typing.language')}
            options={languages.map((l) => ({ value: l, label: languageNames[l] }))}
          />
          <Button primary>{t('typing.begin')}</Button>
        </RoomForm>
      )}
    </DeskPage>
  );
}

function Paper({ view, paper }: { view: TypingView; paper: ProxyPaper & { room: string; once: string } }) {
  const { t } = useTranslation('desk');
  const refused = useRefused('send');
  const { language } = paper;
  return (
    <RoomForm deed="send" label={t('typing.title')}>
      <input type="hidden" name="room" value={paper.room} />
      <input type="hidden" name="language" value={language} />
      <input type="hidden" name="once" value={paper.once} />
      <h2>{t('typing.read')}</h2>
      <div lang={language} dir={directionOf(language)}>
        <Sentences ordered of={paper.told} />
      </div>
      <Checkbox deed="send" name="readAloud" label={t('typing.read-aloud')} />
      <h2>{t('typing.each')}</h2>
      <p>{t('typing.each-hint')}</p>
      <div lang={language} dir={directionOf(language)}>
        {paper.scopes.map(({ scope, text }) => (
          <Checkbox key={scope} deed="send" name={`scope-${scope}`} label={text} />
        ))}
      </div>
      <h2>{t('typing.views')}</h2>
      <p>{t('typing.views-hint')}</p>
      <div lang={language} dir={directionOf(language)}>
        <Sentences of={paper.questions} />
      </div>
      <TextArea deed="send" name="text" label={t('typing.text')} rows={12} maxLength={20000} />
      {refused?.refusal.message === 'desk:lint.warn' && <input type="hidden" name="warned" value="yes" />}
      {(view.organisations.length > 0 || view.categories.length > 0) && (
        <fieldset>
          <legend>{t('typing.exclude')}</legend>
          {view.categories.map((c) => (
            <Checkbox key={c} deed="send" name={`exclude-category-${c}`} label={t(`voice:exclusions.category.${c}`)} />
          ))}
          {view.organisations.map((o) => (
            <Checkbox key={o.id} deed="send" name={`exclude-organisation-${o.id}`} label={o.name} />
          ))}
        </fieldset>
      )}
      <Button primary>{t('typing.send')}</Button>
    </RoomForm>
  );
}

/** Her receipt, on the one answer that has it: printed, folded into her envelope, and nowhere else. */
function Receipt({ receipt, address, envelope }: { receipt: string; address: string; envelope: Envelope }) {
  const { t } = useTranslation('desk');
  const { language } = envelope;
  return (
    <DeskPage of="caseworker" title={t('typing.sent')}>
      <Notice kind="good">
        <p>{t('typing.hers')}</p>
      </Notice>
      <section aria-label={t('envelope.title')} className="slip" lang={language} dir={directionOf(language)}>
        <h2>{envelope.title}</h2>
        <Code groups={receipt.split(' ')} />
        <p>{envelope.open}</p>
        <p className="code" dir="ltr">
          {address}
        </p>
        <p>{envelope.keep}</p>
      </section>
      <p>
        <a href="/desk">{t('recover.back')}</a>
      </p>
    </DeskPage>
  );
}
