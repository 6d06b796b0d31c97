import { useTranslation } from 'react-i18next';
import { Voice } from '../../../heard/components/voice';
import { directionOf } from '../../../shared/languages';
import { Find } from '../../../shared/ui/find';
import { Button, DeedForm, TextArea } from '../../../shared/ui/form';
import { Way } from '../../../shared/ui/way';
import { findableKinds, pickingAddress } from '../finding';
import type { PickingData } from '../page.server';
import { Evidence } from './evidence';

/** What a draft rests on: what is named, in its order; what can be found to name; and addresses that are pasted. */
export function PickingPage({ data }: { data: PickingData }) {
  const { t } = useTranslation(['evidence', 'decisions']);
  return (
    <div className="narrow stack">
      <p className="crumb">
        <Way to="/decisions">{t('decisions:title')}</Way>
        {' › '}
        <Way to={`/decisions/${data.id}/prepare`} lang={data.language}>
          {data.title}
        </Way>
      </p>
      <h1>{t('decisions:evidence.title')}</h1>
      <p className="lede">{t('lede')}</p>
      <section aria-labelledby="named" className="stack">
        <h2 id="named">{t('named')}</h2>
        {data.evidence.length === 0 ? <p className="empty">{t('named-none')}</p> : <NamedPieces data={data} />}
        {data.full && <p className="notice">{t('full')}</p>}
      </section>
      <section aria-labelledby="look" className="stack">
        <h2 id="look">{t('find')}</h2>
        <Find
          action={`/decisions/${data.id}/sources`}
          label={t('find-label')}
          query={data.query}
          kept={{ kind: data.kind === 'voice' ? null : (data.kind ?? null) }}
        />
        <Kinds data={data} />
        {data.kind === 'voice' ? <Voices data={data} /> : <Found data={data} />}
      </section>
      <section aria-labelledby="paste" className="stack">
        <h2 id="paste">{t('paste')}</h2>
        <DeedForm deed="paste" className="stack">
          <TextArea
            deed="paste"
            name="addresses"
            label={t('decisions:evidence.addresses')}
            hint={t('decisions:evidence.hint')}
            rows={4}
            dir="ltr"
            required
          />
          <div className="actions">
            <Button>{t('paste-save')}</Button>
          </div>
        </DeedForm>
      </section>
      <p>
        <Way to={`/decisions/${data.id}/prepare`}>{t('back')}</Way>
      </p>
    </div>
  );
}

function NamedPieces({ data }: { data: PickingData }) {
  const { t } = useTranslation('evidence');
  const last = data.evidence.length - 1;
  return (
    <ol className="list">
      {data.evidence.map((piece, n) => (
        <li key={piece.id}>
          <Evidence piece={piece} />
          <div className="row">
            {n > 0 && <Deed deed={`up-${piece.id}`} piece={piece.id} to="up" label={t('up')} number={n + 1} />}
            {n < last && <Deed deed={`down-${piece.id}`} piece={piece.id} to="down" label={t('down')} number={n + 1} />}
            {piece.what !== 'nothing' && (
              <Deed deed={`drop-${piece.id}`} piece={piece.id} label={t('drop')} number={n + 1} />
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}

/** A button for one piece of the list; which one is said to whoever does not see where it stands. */
function Deed(of: { deed: string; piece: number; to?: 'up' | 'down'; label: string; number: number }) {
  const { t } = useTranslation('evidence');
  return (
    <DeedForm deed={of.deed}>
      <input type="hidden" name="piece" value={of.piece} />
      {of.to && <input type="hidden" name="to" value={of.to} />}
      <Button quiet>
        {of.label} <span className="unseen">{t('number', { number: of.number })}</span>
      </Button>
    </DeedForm>
  );
}

function Kinds({ data }: { data: PickingData }) {
  const { t } = useTranslation(['evidence', 'decisions']);
  const to = (kind: string | undefined) => pickingAddress(data.id, data, { kind });
  return (
    <nav className="filters" aria-label={t('kinds')}>
      <Way to={to(undefined)} aria-current={data.kind ? undefined : 'true'}>
        {t('all')}
      </Way>
      {findableKinds.map((kind) => (
        <Way key={kind} to={to(kind)} aria-current={data.kind === kind ? 'true' : undefined}>
          {t(`decisions:evidence.kind.${kind}`)}
        </Way>
      ))}
    </nav>
  );
}

function Found({ data }: { data: PickingData }) {
  const { t } = useTranslation(['evidence', 'decisions']);
  if (data.short) return <p className="hint">{t('short')}</p>;
  return (
    <>
      <p role="status">{data.found.length === 0 ? t('found-none') : t('found', { count: data.found.length })}</p>
      <ul className="list">
        {data.found.map((f) => (
          <li key={`${f.kind} ${f.cited}`}>
            <article className="stack">
              <FoundWords found={f} />
              <Add deed={`add-${f.kind}-${f.cited}`} address={f.path} named={f.named} what={f.words} />
            </article>
          </li>
        ))}
      </ul>
      {data.more && <p className="hint">{t('more')}</p>}
    </>
  );
}

/** What was found: words under where they stand; of what is named by its title alone, that. */
function FoundWords({ found: f }: { found: PickingData['found'][number] }) {
  const { t } = useTranslation('decisions');
  const isTitle = f.kind === 'document' || f.kind === 'decision';
  return (
    <>
      <p className="meta">
        <span className="tag">{t(`evidence.kind.${f.kind}`)}</span>{' '}
        <Way to={f.path} lang={isTitle ? f.language : undefined}>
          <bdi>{isTitle ? f.words : f.title}</bdi>
        </Way>
        {isTitle && f.title && <bdi>{f.title}</bdi>}
        {f.author && <bdi>{f.author}</bdi>}
      </p>
      {!isTitle && (
        <blockquote lang={f.language} dir={directionOf(f.language)}>
          <p>{f.words}</p>
        </blockquote>
      )}
    </>
  );
}

/** Survivors' voices that are released to this reader: their words come in when the page is sent, and go nowhere else. */
function Voices({ data }: { data: PickingData }) {
  const { t } = useTranslation('evidence');
  return (
    <>
      <p className="hint">{t('voices-hint')}</p>
      {data.voices.length === 0 && <p className="empty">{t('voices-none')}</p>}
      <ul className="list">
        {data.voices.map(({ voice, named }) => (
          <li key={voice}>
            <p>
              <Voice voice={voice} on="choosing" />
            </p>
            <Add deed={`add-voice-${voice}`} address={`voice:${voice}`} named={named} what="" />
          </li>
        ))}
      </ul>
    </>
  );
}

function Add({ deed, address, named, what }: { deed: string; address: string; named: boolean; what: string }) {
  const { t } = useTranslation('evidence');
  if (named) return <p className="hint">{t('added')}</p>;
  return (
    <DeedForm deed={deed}>
      <input type="hidden" name="addresses" value={address} />
      <Button>
        {t('add')} {what && <span className="unseen">{what.slice(0, 60)}</span>}
      </Button>
    </DeedForm>
  );
}
