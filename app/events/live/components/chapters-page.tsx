import { useTranslation } from 'react-i18next';
import { Button, DeedForm, TextArea } from '../../../shared/ui/form';
import type { ChaptersData } from '../page.server';
import { clockOf } from '../talk';
import { TalkHeading } from './talk-heading';

/** Where in each recording something begins, as one writes it under a video. */
export function ChaptersPage({ data: { head, recordings } }: { data: ChaptersData }) {
  const { t } = useTranslation('talk');
  return (
    <div className="narrow stack">
      <TalkHeading head={head} title={t('chapters.edit')} />
      {recordings.length === 0 && <p className="empty">{t('chapters.no-recording')}</p>}
      {recordings.map((recording) => (
        <DeedForm key={recording.id} deed={`chapters-${recording.id}`}>
          <input type="hidden" name="material" value={recording.id} />
          <TextArea
            deed={`chapters-${recording.id}`}
            name="chapters"
            label={
              <>
                {t('chapters.of')} <bdi>{recording.title}</bdi>
              </>
            }
            hint={t('chapters.hint')}
            value={recording.chapters.map((c) => `${clockOf(c.atSeconds)} ${c.title}`).join('\n')}
            rows={8}
          />
          <Button>
            {t('chapters.save')}
            <span className="unseen">: {recording.title}</span>
          </Button>
        </DeedForm>
      ))}
    </div>
  );
}
