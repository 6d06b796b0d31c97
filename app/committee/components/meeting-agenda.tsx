import { useTranslation } from 'react-i18next';
import { Fold } from '../../shared/ui/fold';
import { Button, DeedForm, Field, Select } from '../../shared/ui/form';
import { Time } from '../../shared/ui/time';
import { Way } from '../../shared/ui/way';
import type { MeetingData } from '../meetings/page.server';
import { Files } from './letters';

type Item = MeetingData['items'][number];
type Paper = MeetingData['papers'][number];

/** What is on the agenda, in its order, with what there is to read for it; and for those who conduct, the forms for both. */
export function Agenda({ data, once }: { data: MeetingData; once: string }) {
  const { t } = useTranslation('committee');
  return (
    <section className="stack" aria-labelledby="agenda">
      <h2 id="agenda">{t('agenda.title')}</h2>
      {data.items.length === 0 && <p className="empty">{t('agenda.none')}</p>}
      {data.agendaSent && (
        <p className="meta">
          <span>
            {t('agenda.sent')} <Time at={data.agendaSent} zone={data.zone} />
            {data.agendaChanged && <> · {t('agenda.changed')}</>}
          </span>
        </p>
      )}
      <ol className="list">
        {data.items.map((item) => (
          <li key={item.id}>
            <OneItem item={item} data={data} />
          </li>
        ))}
      </ol>
      {data.papers.length > 0 && (
        <>
          <h3>{t('papers.of-meeting')}</h3>
          <Papers papers={data.papers} data={data} />
        </>
      )}
      {data.may.agenda && (
        <>
          <DeedForm deed="add-open">
            <Button>{t('agenda.add-open')}</Button>
          </DeedForm>
          {data.items.length > 0 && data.agendaChanged && (
            <DeedForm deed="send-agenda">
              <Button>{t(data.agendaSent ? 'agenda.send-again' : 'agenda.send')}</Button>
            </DeedForm>
          )}
          <Fold deeds={['item']} summary={t('agenda.add')}>
            <DeedForm key={once} deed="item" className="stack">
              <input type="hidden" name="once" value={once} />
              <input type="hidden" name="language" value={data.language} />
              <Field deed="item" name="title" label={t('agenda.item')} dir="auto" required />
              <Details deed="item" data={data} />
              <Button>{t('agenda.add')}</Button>
            </DeedForm>
          </Fold>
        </>
      )}
      {data.may.prepare && (
        <Fold deeds={['paper']} summary={t('papers.add')}>
          <NewPaper key={once} data={data} once={once} />
        </Fold>
      )}
    </section>
  );
}

function Details({ deed, data, item }: { deed: string; data: MeetingData; item?: Item }) {
  const { t } = useTranslation('committee');
  return (
    <>
      <Field
        deed={deed}
        name="minutes"
        inputMode="numeric"
        label={t('agenda.minutes')}
        value={item?.minutes ? String(item.minutes) : ''}
        optional
      />
      <Select
        deed={deed}
        name="lead"
        label={t('agenda.lead')}
        value={item?.leadId ? String(item.leadId) : ''}
        empty={t('nobody')}
        options={data.members.map((m) => ({ value: String(m.id), label: m.name }))}
      />
    </>
  );
}

function OneItem({ item, data }: { item: Item; data: MeetingData }) {
  const { t } = useTranslation('committee');
  const deed = `item-${item.id}`;
  return (
    <article className="stack">
      <h3 lang={item.language} dir="auto">
        {item.proposalId === null ? item.title : <Way to={`/decisions/${item.proposalId}`}>{item.title}</Way>}
      </h3>
      <p className="meta">
        {item.begins && (
          <span>
            <Time at={item.begins} zone={data.zone} style="time" />
          </span>
        )}
        {item.minutes !== null && <span>{t('agenda.takes', { count: item.minutes })}</span>}
        {item.lead && (
          <span>
            {t('agenda.led-by')} <bdi>{item.lead}</bdi>
          </span>
        )}
        {item.proposalId !== null && <span className="tag">{t('agenda.proposal', { id: item.proposalId })}</span>}
      </p>
      <Papers papers={item.papers} data={data} />
      {data.may.agenda && (
        <Fold
          deeds={[deed, `up-${item.id}`, `down-${item.id}`, `remove-item-${item.id}`]}
          summary={t('agenda.change', { title: item.title })}
        >
          <DeedForm deed={deed} className="stack">
            <input type="hidden" name="id" value={item.id} />
            {item.proposalId === null && (
              <Field deed={deed} name="title" label={t('agenda.item')} value={item.title} dir="auto" required />
            )}
            <Details deed={deed} data={data} item={item} />
            <Button>{t('agenda.save')}</Button>
          </DeedForm>
          <div className="actions">
            {(['up', 'down'] as const).map((to) => (
              <DeedForm key={to} deed={`${to}-${item.id}`}>
                <input type="hidden" name="id" value={item.id} />
                <input type="hidden" name="to" value={to} />
                <Button quiet>{t(`agenda.${to}`)}</Button>
              </DeedForm>
            ))}
            <DeedForm deed={`remove-item-${item.id}`}>
              <input type="hidden" name="id" value={item.id} />
              <Button quiet>{t('agenda.remove')}</Button>
            </DeedForm>
          </div>
        </Fold>
      )}
    </article>
  );
}

function Papers({ papers, data }: { papers: Paper[]; data: MeetingData }) {
  const { t } = useTranslation('committee');
  if (papers.length === 0) return null;
  return (
    <ul className="materials">
      {papers.map((p) => (
        <li key={p.id}>
          {p.file && p.fileName ? (
            <a
              href={`/committee/meetings/${data.id}/papers/${p.file}/${encodeURIComponent(p.fileName)}`}
              lang={p.language}
            >
              {p.title}
            </a>
          ) : p.documentId ? (
            <Way to={`/documents/${p.documentId}`} lang={p.language}>
              {p.title}
            </Way>
          ) : (
            <span lang={p.language}>{p.title}</span>
          )}
          {data.may.prepare && (
            <DeedForm deed={`remove-paper-${p.id}`}>
              <input type="hidden" name="id" value={p.id} />
              <Button quiet>{t('papers.remove', { title: p.title })}</Button>
            </DeedForm>
          )}
        </li>
      ))}
    </ul>
  );
}

function NewPaper({ data, once }: { data: MeetingData; once: string }) {
  const { t } = useTranslation('committee');
  const deed = 'paper';
  return (
    <DeedForm deed={deed} className="stack" files>
      <input type="hidden" name="once" value={once} />
      <input type="hidden" name="language" value={data.language} />
      <Field deed={deed} name="title" label={t('papers.name')} dir="auto" required />
      <Select
        deed={deed}
        name="item"
        label={t('papers.item')}
        empty={t('papers.whole')}
        options={data.items.map((i) => ({ value: String(i.id), label: i.title }))}
      />
      <Field
        deed={deed}
        name="document"
        label={t('papers.document')}
        hint={t('papers.document-hint')}
        dir="ltr"
        optional
      />
      <Files deed={deed} label={t('papers.file')} hint={t('papers.file-hint')} />
      <Button>{t('papers.add')}</Button>
    </DeedForm>
  );
}
