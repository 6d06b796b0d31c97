import { useTranslation } from 'react-i18next';
import { Button, Notice, RoomForm } from '../../../room/ui';
import type { View } from '../page.server';
import { TypeACode } from './coming-in';
import { ToMenu, useAgo } from './parts';

type At<K extends View['at']> = Extract<View, { at: K }>;

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
