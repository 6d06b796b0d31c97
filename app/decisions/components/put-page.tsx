import { useTranslation } from 'react-i18next';
import { Button, DeedForm } from '../../shared/ui/form';
import { Way } from '../../shared/ui/way';
import { Words } from '../../shared/ui/words';
import type { PutData } from '../pages.server';
import { Both, Hash } from './parts';

/** The last look: this text, by its hash, is what the committee decides on. */
export function PutPage({ data }: { data: PutData }) {
  const { t } = useTranslation('decisions');
  return (
    <div className="narrow stack">
      <p className="crumb">
        <Way to={`/decisions/${data.id}/prepare`} lang={data.language}>
          {data.title}
        </Way>
      </p>
      <h1>{t('put.title')}</h1>
      <p className="lede">{t('put.lede')}</p>
      {data.text === null ? (
        <p className="empty">{t('put.no-text')}</p>
      ) : (
        <>
          {data.chosen && (
            <p className={data.chosen.older ? 'notice' : 'hint'}>
              {t(data.chosen.older ? 'put.older' : 'put.version', { number: data.chosen.number })}{' '}
              <Both at={data.chosen.at} zone={data.zone} />
              {data.chosen.name && (
                <>
                  {' · '}
                  <bdi lang={data.language}>{data.chosen.name}</bdi>
                </>
              )}
            </p>
          )}
          <Words className="words document" html={data.text.html} language={data.text.language} />
          <p className="hint">
            {t('text.hash')} <Hash hash={data.text.hash} />
          </p>
          <DeedForm deed="open">
            <input type="hidden" name="hash" value={data.text.hash} key={data.text.hash} />
            <div className="actions">
              <Button primary>{t('put.save')}</Button>
            </div>
          </DeedForm>
        </>
      )}
    </div>
  );
}
