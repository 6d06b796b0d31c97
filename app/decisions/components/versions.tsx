import { useTranslation } from 'react-i18next';
import { directionOf } from '../../shared/languages';
import { Fold } from '../../shared/ui/fold';
import { Button, DeedForm, Select, TextArea } from '../../shared/ui/form';
import { Way } from '../../shared/ui/way';
import { Words } from '../../shared/ui/words';
import type { DecisionData } from '../page.server';
import { Both, Hash } from './parts';

type Version = DecisionData['versions'][number];

/** The text that stands, as it was fixed. */
export function TextThatStands({ data }: { data: DecisionData }) {
  const { t } = useTranslation('decisions');
  if (!data.text) return null;
  const { text } = data;
  return (
    <section aria-labelledby="text" className="stack">
      <h2 id="text">{t('text.title')}</h2>
      {data.differs && data.document && (
        <p className="notice">
          {t('text.differs')}{' '}
          <Way to={`/documents/${data.document.id}`} lang={data.document.language}>
            {data.document.title}
          </Way>
        </p>
      )}
      {data.older && (
        <p className="notice">
          {t('text.older-version', { number: data.older.number })} <Both at={data.older.at} zone={data.zone} />
        </p>
      )}
      {text.redacted && <p className="notice">{t('text.redacted')}</p>}
      {text.version !== data.version && <p className="hint">{t('text.older', { number: text.version })}</p>}
      <Words className="words document" html={text.html} language={text.language} />
      <p className="hint">
        {t('text.hash')} <Hash hash={text.hash} />{' '}
        <a href={`/decisions/${data.id}/text.html?version=${text.version}&language=${text.language}`}>
          {t('text.file')}
        </a>
      </p>
      {data.texts.length > 1 && <Texts data={data} />}
    </section>
  );
}

/** Every text that was put, in every language, with its hash. */
function Texts({ data }: { data: DecisionData }) {
  const { t } = useTranslation('decisions');
  return (
    <details>
      <summary>{t('text.all', { count: data.texts.length })}</summary>
      <ul>
        {data.texts.map((x) => (
          <li key={`${x.version} ${x.language}`}>
            <a href={`/decisions/${data.id}/text.html?version=${x.version}&language=${x.language}`}>
              {t('text.one', { number: x.version, language: x.name })}
            </a>{' '}
            · <Both at={x.at} zone={data.zone} />
            <br />
            <Hash hash={x.hash} />
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Texts that took the place of the first, each with what changed and until when a member can say that it is not editorial. */
export function Amendments({ data }: { data: DecisionData }) {
  const { t } = useTranslation('decisions');
  const amendments = data.versions.filter((v) => v.number > 1);
  if (amendments.length === 0) return null;
  return (
    <section aria-labelledby="amendments" className="stack">
      <h2 id="amendments">{t('amendments.title')}</h2>
      <ul className="list">
        {amendments.map((v) => (
          <li key={v.number}>
            <Amendment version={v} data={data} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Amendment({ version: v, data }: { version: Version; data: DecisionData }) {
  const { t } = useTranslation('decisions');
  const editorial = v.editorial && v.protestedAt === null;
  return (
    <article className="stack">
      <h3>
        {t('amendments.number', { number: v.number })}{' '}
        <span className="tag">{t(editorial ? 'amendments.editorial' : 'amendments.substance')}</span>
      </h3>
      <p lang={data.language} dir={directionOf(data.language)}>
        {v.note}
      </p>
      <p className="meta">
        <Both at={v.at} zone={data.zone} />
        <Way to={`/decisions/${data.id}/changes/${v.number}`}>{t('amendments.difference')}</Way>
      </p>
      {v.protestedAt && (
        <div className="notice">
          <p>
            {t('amendments.protested', { organisation: v.protestedFor ?? '' })}{' '}
            <Both at={v.protestedAt} zone={data.zone} />
          </p>
          <p dir="auto">{v.protestReason}</p>
        </div>
      )}
      {v.mayProtest && v.protestUntil && <ProtestForm version={v} data={data} until={v.protestUntil} />}
    </article>
  );
}

function ProtestForm({ version, data, until }: { version: Version; data: DecisionData; until: string }) {
  const { t } = useTranslation('decisions');
  const deed = `protest-${version.number}`;
  return (
    <Fold summary={t('protest.title')} deeds={[deed]}>
      <p className="hint">
        {t('protest.until')} <Both at={until} zone={data.zone} />
      </p>
      <DeedForm deed={deed} className="stack">
        <input type="hidden" name="number" value={version.number} />
        {data.mine.length === 1 ? (
          <input type="hidden" name="organisation" value={data.mine[0]!.id} />
        ) : (
          <Select
            deed={deed}
            name="organisation"
            label={t('protest.for')}
            options={data.mine.map((m) => ({ value: String(m.id), label: m.name }))}
          />
        )}
        <TextArea deed={deed} name="reason" label={t('protest.reason')} rows={3} required />
        <div className="actions">
          <Button>{t('protest.save')}</Button>
        </div>
      </DeedForm>
    </Fold>
  );
}
