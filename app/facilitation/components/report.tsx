import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { type FlagKind, flagKinds } from '../../discussions/discussion';
import { Button, Choices, DeedForm, TextArea } from '../../shared/ui/form';
import type { SubjectView } from '../subject';
import { PostPage } from './subject';

export interface ReportProps {
  post: SubjectView;
  /** What this reader can report; empty where the post is not shown any more. */
  kinds: FlagKind[];
  visitor: boolean;
  sent: boolean;
  zone: string;
}

/** Saying that something is wrong with a post. Anyone who reads it can say that it identifies someone. */
export function Report({ post, kinds, visitor, sent, zone }: ReportProps) {
  const { t } = useTranslation('facilitation');
  if (sent) {
    return (
      <div className="narrow">
        <h1>{t('report.thanks')}</h1>
        <p className="lede" role="status">
          {t('report.thanks-lede')}
        </p>
        <p>
          <Link to={`/posts/${post.id}`}>{t('report.back')}</Link>
        </p>
      </div>
    );
  }
  const only = kinds.length === 1 ? kinds[0] : undefined;
  return (
    <PostPage
      post={post}
      title={t(only ? 'report.title-identifies' : 'report.title')}
      lede={t('report.lede')}
      zone={zone}
    >
      {kinds.length === 0 ? (
        <p className="notice">{t('refusals.not-shown')}</p>
      ) : (
        <DeedForm deed="report">
          {only ? (
            <input type="hidden" name="kind" value={only} />
          ) : (
            <Choices
              deed="report"
              name="kind"
              label={t('report.kind')}
              options={flagKinds
                .filter((k) => kinds.includes(k))
                .map((kind) => ({ value: kind, label: t(`kind.${kind}`), hint: t(`kind-hint.${kind}`) }))}
              required
            />
          )}
          <TextArea
            deed="report"
            name="reason"
            label={t('report.reason')}
            hint={t(visitor ? 'report.reason-hint-visitor' : 'report.reason-hint')}
            rows={4}
            optional
          />
          {only && !visitor && <p className="hint">{t('report.waiting')}</p>}
          {visitor && <p className="hint">{t('report.visitor')}</p>}
          <p className="actions">
            <Button primary>{t('deed.report')}</Button>
            <Link to={`/posts/${post.id}`}>{t('shared:form.cancel')}</Link>
          </p>
        </DeedForm>
      )}
    </PostPage>
  );
}
