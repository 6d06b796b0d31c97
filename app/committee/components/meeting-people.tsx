import { useTranslation } from 'react-i18next';
import { Fold } from '../../shared/ui/fold';
import { Button, DeedForm, TextArea } from '../../shared/ui/form';
import { attendances } from '../meeting';
import type { MeetingData } from '../meetings/page.server';
import { Wide } from './parts';

type Person = MeetingData['members'][number]['people'][number];

/** Who is there for which member, in the room or from afar, and whether they are enough to decide. */
export function Attendance({ data }: { data: MeetingData }) {
  const { t } = useTranslation('committee');
  return (
    <section className="stack">
      <h2 id="attendance">{t('attendance.title')}</h2>
      {data.quorum && (
        <p className={data.quorum.reached ? 'notice good' : 'notice'}>
          {t(data.quorum.reached ? 'attendance.quorum' : 'attendance.no-quorum', {
            present: data.quorum.present,
            needed: data.quorum.needed,
          })}
        </p>
      )}
      {data.may.attend && <Self data={data} />}
      <Wide by="attendance">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('members.member')}</th>
              <th scope="col">{t('attendance.people')}</th>
            </tr>
          </thead>
          <tbody>
            {data.members.map((m) => (
              <tr key={m.id}>
                <th scope="row">{m.name}</th>
                <td>
                  <ul>
                    {m.people.map((p) => (
                      <li key={p.id}>
                        <bdi>{p.name}</bdi>
                        {p.role && <> · {t(`office.${p.role}`)}</>} ·{' '}
                        <span className={p.how ? 'state open' : 'state closed'}>{t(`how.${p.how ?? 'absent'}`)}</span>
                        {p.marks && p.id !== data.self.id && <Mark person={p} />}
                      </li>
                    ))}
                  </ul>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
      <Observers data={data} />
    </section>
  );
}

/** One press says that one is there, and how. */
function Self({ data }: { data: MeetingData }) {
  const { t } = useTranslation('committee');
  return (
    <DeedForm deed="attend-self">
      <input type="hidden" name="person" value={data.self.id} />
      <p className="actions">
        {attendances
          .filter((how) => how !== data.self.how)
          .map((how) => (
            <Button key={how} name="how" value={how}>
              {t(`attendance.i-am.${how}`)}
            </Button>
          ))}
        {data.self.how && (
          <Button quiet name="how" value="gone">
            {t('attendance.i-am.gone')}
          </Button>
        )}
      </p>
    </DeedForm>
  );
}

function Mark({ person }: { person: Person }) {
  const { t } = useTranslation('committee');
  return (
    <DeedForm deed={`attend-${person.id}`}>
      <input type="hidden" name="person" value={person.id} />
      <span className="actions">
        {[...attendances, ...(person.how ? (['gone'] as const) : [])]
          .filter((how) => how !== person.how)
          .map((how) => (
            <Button key={how} quiet name="how" value={how}>
              {t(`attendance.mark.${how}`)} <span className="unseen">{person.name}</span>
            </Button>
          ))}
      </span>
    </DeedForm>
  );
}

function Observers({ data }: { data: MeetingData }) {
  const { t } = useTranslation('committee');
  return (
    <>
      {data.observers.length > 0 && (
        <p>
          {t('observers.title')}:{' '}
          {data.observers.map((o, n) => (
            <span key={o.handle}>
              {n > 0 && ' · '}
              <bdi>{o.name}</bdi>
            </span>
          ))}
        </p>
      )}
      {data.may.prepare && (
        <Fold deeds={['observers']} summary={t('observers.name')}>
          <DeedForm deed="observers" className="stack">
            <TextArea
              deed="observers"
              name="observers"
              label={t('observers.title')}
              hint={t('observers.hint')}
              value={data.observers.map((o) => o.handle).join('\n')}
              rows={3}
              dir="ltr"
              optional
            />
            <Button>{t('observers.save')}</Button>
          </DeedForm>
        </Fold>
      )}
    </>
  );
}
