import { TextArea } from '../../shared/ui/form';

/** Which words are to go, and why: of a post as of a document. */
export function PassageFields({
  deed,
  passage,
  words,
}: {
  deed: string;
  /** As it was selected where it stands. */
  passage: string;
  words: { passage: string; passageHint: string; reason: string; reasonHint: string };
}) {
  return (
    <>
      <TextArea
        deed={deed}
        name="passage"
        label={words.passage}
        hint={words.passageHint}
        value={passage}
        rows={3}
        required
      />
      <Reason deed={deed} label={words.reason} hint={words.reasonHint} />
    </>
  );
}

/** Why something goes for good. */
export function Reason({ deed, label, hint }: { deed: string; label: string; hint?: string }) {
  return <TextArea deed={deed} name="reason" label={label} hint={hint} rows={3} required />;
}
