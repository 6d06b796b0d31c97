import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Voice } from '../../heard/components/voice';
import { Button, DeedForm } from '../../shared/ui/form';
import { Version } from '../../shared/ui/standing-now';
import type { StatementView } from '../queries/reading.server';
import { Who } from './sources';

/** For each source that has changed and that nobody has looked at since: keep the citation, rewrite, or drop it. */
export function Settle({ statement: s, language }: { statement: StatementView; language: string }) {
  const { t } = useTranslation('synthesis');
  const waiting = s.sources.filter((source) => source.waits);
  return (
    <>
      {waiting.map(({ citation, now, state }) => (
        <section className="notice" key={citation}>
          <p>
            {t(now.kind === 'voice' ? 'settle.voice' : `settle.${state}`)}{' '}
            {now.kind === 'voice' && <Voice voice={now.voice} on="statement" />}
            {'author' in now && (
              <Who author={now.author} organisation={now.organisation} sector={null} path={now.path} />
            )}
          </p>
          <DeedForm deed={`settle-${citation}`}>
            <input type="hidden" name="statement" value={s.id} />
            <input type="hidden" name="citation" value={citation} />
            <Version deed={`settle-${citation}`} now={s.version} />
            <p className="actions">
              <Button name="as" value="keep">
                {t(state === 'changed' ? 'settle.keep' : 'settle.keep-without')}
              </Button>
              <Link className="plain" to={`?language=${language}&statement=${s.id}`}>
                {t('settle.rewrite')}
              </Link>
              {s.sources.length > 1 && (
                <Button name="as" value="drop">
                  {t('settle.drop')}
                </Button>
              )}
            </p>
            {s.sources.length === 1 && <p className="hint">{t('settle.last')}</p>}
          </DeedForm>
        </section>
      ))}
    </>
  );
}
