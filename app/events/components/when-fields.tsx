import { useTranslation } from 'react-i18next';
import { Choices, Field, useRefused } from '../../shared/ui/form';

type Which = 'first' | 'second' | null;

export interface WhenValues {
  timeZone: string;
  starts: string;
  startsWhich: Which;
  ends: string;
  endsWhich: Which;
  closes: string;
  closesWhich: Which;
}

/** When it is, in the zone that is named first: what is typed below is the time of the clocks there. */
export function WhenFields({ deed, of, zones }: { deed: string; of: Partial<WhenValues>; zones: string[] }) {
  const { t } = useTranslation('events');
  return (
    <>
      <div data-zone-field="">
        <Field
          deed={deed}
          name="timeZone"
          label={t('prepare.zone')}
          hint={t('prepare.zone-hint')}
          value={of.timeZone ?? ''}
          list={`${deed}-zones`}
          dir="ltr"
          required
        />
      </div>
      <datalist id={`${deed}-zones`}>
        {zones.map((z) => (
          <option key={z} value={z} />
        ))}
      </datalist>
      <LocalTime
        deed={deed}
        name="starts"
        label={t('prepare.starts')}
        value={of.starts}
        which={of.startsWhich}
        required
      />
      <LocalTime deed={deed} name="ends" label={t('prepare.ends')} value={of.ends} which={of.endsWhich} required />
      <LocalTime
        deed={deed}
        name="closes"
        label={t('prepare.closes')}
        hint={t('prepare.closes-hint')}
        value={of.closes}
        which={of.closesWhich}
      />
    </>
  );
}

/** A time of the clocks; where they are set back over it, the form asks which of the two hours is meant. */
function LocalTime({
  deed,
  name,
  label,
  hint,
  value,
  which,
  required,
}: {
  deed: string;
  name: 'starts' | 'ends' | 'closes';
  label: string;
  hint?: string;
  value: string | undefined;
  which: Which | undefined;
  required?: boolean;
}) {
  const { t } = useTranslation('events');
  const refused = useRefused(deed);
  const comesTwice = refused?.refusal.fields?.[name] === 'events:refusals.time-twice';
  const asked = comesTwice || Boolean(refused ? refused.typed[`${name}Which`] : which);
  return (
    <>
      <Field
        deed={deed}
        name={name}
        type="datetime-local"
        label={label}
        hint={hint}
        value={value}
        dir="ltr"
        required={required}
        optional={!required}
      />
      {asked && (
        <Choices
          deed={deed}
          name={`${name}Which`}
          label={t('prepare.which', { of: label })}
          hint={t('prepare.which-hint')}
          value={which ?? ''}
          options={(['first', 'second'] as const).map((v) => ({ value: v, label: t(`prepare.which-${v}`) }))}
        />
      )}
    </>
  );
}
