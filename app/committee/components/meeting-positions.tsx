import { useTranslation } from 'react-i18next';
import { positionKinds } from '../../decisions/proposal';
import { Fold } from '../../shared/ui/fold';
import { Button, Choices, DeedForm, TextArea } from '../../shared/ui/form';
import { Way } from '../../shared/ui/way';
import type { MeetingData } from '../meetings/page.server';
import { Wide } from './parts';

/** Where each member stands on the proposals of the agenda: a table that moves while the meeting goes on, for everyone present. */
export function Positions({ data }: { data: MeetingData }) {
  const { t } = useTranslation('committee');
  if (data.proposals.length === 0) return null;
  const name = (id: number) => [...data.owners, ...data.members].find((m) => m.id === id)?.name ?? '';
  return (
    <section className="stack" aria-labelledby="positions">
      <h2 id="positions">{t('positions.title')}</h2>
      {data.proposals.map((p) => {
        const open = p.state === 'open' || p.state === 'silence';
        const mine = p.positions.filter((x) => data.spokenFor.includes(x.organisation));
        return (
          <article key={p.id} className="stack">
            <h3 lang={p.language} dir="auto" id={`positions-${p.id}`}>
              {p.title}
            </h3>
            <p>
              <span className={open ? 'state open' : 'state closed'}>{t(`proposal-state.${p.state}`)}</span>
            </p>
            <Wide by={`positions-${p.id}`}>
              <table>
                <thead>
                  <tr>
                    <th scope="col">{t('members.member')}</th>
                    <th scope="col">{t('positions.position')}</th>
                  </tr>
                </thead>
                <tbody>
                  {p.positions.map((x) => (
                    <tr key={x.organisation}>
                      <th scope="row">{name(x.organisation)}</th>
                      <td>
                        {t(`position.${x.kind ?? 'none'}`)}
                        {x.blocks && <> · {t('positions.blocks')}</>}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </Wide>
            {open &&
              mine.map((x) => (
                <PositionForm key={x.organisation} proposal={p.id} position={x} language={data.language} />
              ))}
          </article>
        );
      })}
    </section>
  );
}

/** A member's position, given at the meeting; its words are asked for where the committee wants them. */
function PositionForm({
  proposal,
  position: x,
  language,
}: {
  proposal: number;
  position: MeetingData['proposals'][number]['positions'][number];
  language: string;
}) {
  const { t } = useTranslation('committee');
  const deed = `position-${proposal}`;
  return (
    <Fold deeds={[deed]} summary={t(x.kind === null ? 'positions.give' : 'positions.change')}>
      <DeedForm key={x.was} deed={deed} className="stack">
        <input type="hidden" name="id" value={proposal} />
        <input type="hidden" name="organisation" value={x.organisation} />
        <input type="hidden" name="was" value={x.was} />
        <input type="hidden" name="language" value={language} />
        <Choices
          deed={deed}
          name="kind"
          label={t('positions.position')}
          value={x.kind ?? undefined}
          options={positionKinds.map((kind) => ({ value: kind, label: t(`position.${kind}`) }))}
        />
        <TextArea
          deed={deed}
          name="words"
          label={t('positions.words')}
          hint={t('positions.words-hint')}
          rows={2}
          optional
        />
        <TextArea
          deed={deed}
          name="resolution"
          label={t('positions.resolution')}
          hint={t('positions.resolution-hint')}
          rows={2}
          optional
        />
        <Button>{t('positions.save')}</Button>
        <p>
          <Way to={`/decisions/${proposal}`}>{t('positions.to-decision')}</Way>
        </p>
      </DeedForm>
    </Fold>
  );
}
