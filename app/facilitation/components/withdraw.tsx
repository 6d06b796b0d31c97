import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Button, Checkbox, DeedForm, TextArea } from '../../shared/ui/form';
import type { SubjectView } from '../subject';
import { PostPage } from './subject';
import { Sure } from './sure';

/** Taking back one's own words, with what will be erased and what will stay said before. */
export function Withdraw({ post, files, zone }: { post: SubjectView; files: number; zone: string }) {
  const { t } = useTranslation('facilitation');
  return (
    <PostPage post={post} title={t('withdraw.title')} lede={t('withdraw.lede')} zone={zone}>
      <ul>
        <li>{t('withdraw.words')}</li>
        {files > 0 && <li>{t('withdraw.files', { count: files })}</li>}
        <li>{t('withdraw.quotes')}</li>
        <li>{t('withdraw.stays')}</li>
        <li>{t('withdraw.mail')}</li>
      </ul>
      <DeedForm deed="withdraw">
        <TextArea
          deed="withdraw"
          name="reason"
          label={t('field.reason')}
          hint={t('field.reason-own')}
          rows={3}
          optional
        />
        <Sure deed="withdraw">
          <Checkbox name="sure" label={t('withdraw.sure')} />
        </Sure>
        <p className="actions">
          <Button danger>{t('deed.withdraw')}</Button>
          <Link to={`/posts/${post.id}`}>{t('shared:form.cancel')}</Link>
        </p>
      </DeedForm>
    </PostPage>
  );
}
