import { Link } from '@remix-run/react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Fold } from '../../shared/ui/fold';
import { Boxes, Button, DeedForm, Field, Select, TextArea, useRefused } from '../../shared/ui/form';
import { Time } from '../../shared/ui/time';
import { isOverdue } from '../clearance';
import type { ClearanceOverview, ClearanceView, ClearedSection } from '../queries/clearance.server';
import { ClearanceLabel } from './clearance-label';
import { DocumentFrame, SectionTitle } from './document-frame';

export interface ClearanceProps {
  view: ClearanceOverview;
  zone: string;
  now: string;
}

/** Whose each section is, and which partners have cleared it: an overview, and the forms of those who answer. */
export function ClearancePage({ view, zone, now }: ClearanceProps) {
  const { t } = useTranslation('documents');
  const all = view.sections.flatMap((s) => s.clearances);
  const cleared = all.filter((c) => c.state === 'cleared' || c.state === 'cleared-with-comment').length;
  return (
    <DocumentFrame head={view.head} at="clearance" title={t('clearance.title')}>
      <div className="stack">
        <p className="lede">{t('clearance.lede', { cleared, count: all.length })}</p>
        {view.sections.length === 0 && <p className="empty">{t('clearance.empty')}</p>}
        {view.sections.map((s) => (
          <Section key={s.key} s={s} view={view} zone={zone} now={now} />
        ))}
        {view.sections.some((s) => s.mayAsk) && <Ask view={view} />}
      </div>
    </DocumentFrame>
  );
}

function Section({ s, view, zone, now }: { s: ClearedSection; view: ClearanceOverview; zone: string; now: string }) {
  const { t } = useTranslation('documents');
  const id = `section-${s.key || 'start'}`;
  return (
    <section id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>
        <Link to={`/documents/${view.head.id}${s.key ? `#${s.key}` : ''}`}>
          <SectionTitle title={s.title} />
        </Link>
      </h2>
      <p className="meta">
        <span>
          {t('clearance.owner')} <bdi>{s.owner?.name ?? view.head.lead.name}</bdi>
        </span>
      </p>
      {s.clearances.length > 0 && (
        <ul className="list">
          {s.clearances.map((c) => (
            <li key={c.organisationId}>
              <Clearance c={c} s={s} id={view.head.id} zone={zone} now={now} />
            </li>
          ))}
        </ul>
      )}
      {view.head.may.administer && <OwnerForm s={s} view={view} />}
    </section>
  );
}

function Clearance({
  c,
  s,
  id,
  zone,
  now,
}: {
  c: ClearanceView;
  s: ClearedSection;
  id: number;
  zone: string;
  now: string;
}) {
  const { t } = useTranslation('documents');
  const search = new URLSearchParams({ section: s.key, organisation: String(c.organisationId) });
  return (
    <>
      <h3>
        <bdi>{c.organisation}</bdi> <ClearanceLabel state={c.state} />
      </h3>
      <p className="meta">
        {c.at && (
          <span>
            {c.by && c.state !== 'reopened' && <bdi>{c.by} </bdi>}
            <Time at={c.at} zone={zone} />
          </span>
        )}
        {c.dueAt && (c.state === 'pending' || c.state === 'reopened') && (
          <span>
            {t('clearance.due')} <Time at={c.dueAt} zone={zone} style="date" />
          </span>
        )}
        {isOverdue(c, new Date(now)) && <span className="state waiting">{t('clearance.overdue')}</span>}
      </p>
      {c.commentHtml && (
        // Rendered from a closed list of tags when it was written.
        // biome-ignore lint/security/noDangerouslySetInnerHtml: see above
        <div className="words" dir="auto" dangerouslySetInnerHTML={{ __html: c.commentHtml }} />
      )}
      {c.state === 'reopened' && (
        <p>
          <Link to={`/documents/${id}/clearance/changes?${search}`}>{t('clearance.what-changed')}</Link>
        </p>
      )}
      {c.mayClear && <ClearForm c={c} s={s} />}
      {s.mayAsk && (
        <DeedForm deed={`unask-${c.organisationId}-${s.key}`}>
          <input type="hidden" name="section" value={s.key} />
          <input type="hidden" name="organisation" value={c.organisationId} />
          <Button quiet>
            {t('clearance.unask')}
            <span className="unseen">: {c.organisation}</span>
          </Button>
        </DeedForm>
      )}
    </>
  );
}

/**
 * The form carries what stood when the page was opened, also after the page has read itself again: if the section changes
 * meanwhile, it clears nothing, and says so.
 */
export function ClearForm({
  c,
  s,
}: {
  c: Pick<ClearanceView, 'organisationId' | 'organisation' | 'state'>;
  s: Pick<ClearedSection, 'key' | 'hash'>;
}) {
  const { t } = useTranslation('documents');
  const deed = `clear-${c.organisationId}-${s.key}`;
  const waits = c.state === 'pending' || c.state === 'reopened';
  const conflict = useRefused(deed)?.refusal.kind === 'conflict';
  const opened = useRef(s.hash);
  if (conflict) opened.current = s.hash;
  return (
    <Fold
      summary={t(waits ? 'clearance.answer' : 'clearance.answer-anew', { organisation: c.organisation })}
      deeds={[deed]}
      open={waits}
    >
      <DeedForm deed={deed}>
        <input type="hidden" name="section" value={s.key} />
        <input type="hidden" name="organisation" value={c.organisationId} />
        <input type="hidden" name="hash" value={opened.current} />
        <TextArea
          deed={deed}
          name="comment"
          label={t('clearance.comment')}
          hint={t('clearance.comment-hint')}
          rows={3}
          optional
        />
        <p className="actions">
          <Button primary>{t('clearance.clear')}</Button>
        </p>
      </DeedForm>
    </Fold>
  );
}

function OwnerForm({ s, view }: { s: ClearedSection; view: ClearanceOverview }) {
  const { t } = useTranslation('documents');
  const deed = `owner-${s.key}`;
  return (
    <Fold summary={t('clearance.change-owner')} deeds={[deed]}>
      <DeedForm deed={deed}>
        <input type="hidden" name="section" value={s.key} />
        <Select
          deed={deed}
          name="owner"
          label={t('clearance.owner-of')}
          hint={t('clearance.owner-hint')}
          value={s.owner ? String(s.owner.id) : ''}
          empty={t('clearance.lead-owns', { lead: view.head.lead.name })}
          options={view.organisations
            .filter((o) => o.role === 'editor')
            .map((o) => ({ value: String(o.id), label: o.name }))}
        />
        <Button>{t('clearance.save-owner')}</Button>
      </DeedForm>
    </Fold>
  );
}

function Ask({ view }: { view: ClearanceOverview }) {
  const { t } = useTranslation('documents');
  return (
    <section aria-labelledby="ask">
      <h2 id="ask">{t('clearance.ask')}</h2>
      <p>{t('clearance.ask-lede')}</p>
      <DeedForm deed="ask">
        <Boxes
          deed="ask"
          name="sections"
          label={t('clearance.sections')}
          options={view.sections
            .filter((s) => s.mayAsk)
            .map((s) => ({ value: s.key, label: <SectionTitle title={s.title} /> }))}
        />
        <Boxes
          deed="ask"
          name="organisations"
          label={t('clearance.organisations')}
          options={view.organisations.map((o) => ({
            value: String(o.id),
            label: <bdi>{o.name}</bdi>,
            hint: o.answers ? undefined : t('clearance.nobody-answers'),
          }))}
        />
        <Field deed="ask" name="due" type="date" label={t('clearance.by-day')} optional />
        <p className="actions">
          <Button primary>{t('clearance.ask-do')}</Button>
        </p>
      </DeedForm>
    </section>
  );
}
