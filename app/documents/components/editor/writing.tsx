import { EditorContent } from '@tiptap/react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Suggestion } from '../../text/suggestions';
import { Asks } from './asks';
import { named } from './carets';
import { beginAgain, beginOn, tellThreads, threadsAt } from './commented';
import { Ended } from './ended';
import { FindBar } from './find-bar';
import { PresentList, usePresent } from './present';
import { tellSections } from './section-badges';
import type { TextSession } from './session';
import { SideParts } from './side-parts';
import { Status, useSession } from './status';
import { suggestionAt } from './suggested';
import { Toolbar } from './toolbar';
import { forgetTouched, wordsAdded, wordsOfTouched } from './touched';
import { unsentIn, unsentKey } from './unsent';
import { useHelpKey, useSayWhatIsHere } from './use-announcing';
import { useBesideText } from './use-beside-text';
import { useEditing } from './use-editing';
import { useProposers } from './use-proposers';
import { type Asking, type Writing as Doing, type Side, type Whose, WritingContext } from './use-writing';
import type { WriteData } from './write-data';
import { hearKey } from './writing-keys';

const sidesShown = '(width > 75rem)';

/** A text that is open: what one can do above it, the text, and beside it the outline, comments and suggestions. */
export function Writing({
  data,
  session,
  zone,
  reread,
}: {
  data: WriteData;
  session: TextSession;
  zone: string;
  reread: () => void;
}) {
  const { t } = useTranslation('editor');
  const { ended, safety, dropped } = useSession(session);
  const [proposing, setSuggesting] = useState(false);
  const suggesting = proposing || data.access === 'suggest';
  const [side, openSide] = useState<Side | null>(() => (window.matchMedia(sidesShown).matches ? 'comments' : null));
  const [asking, ask] = useState<Asking | null>(null);
  const [finding, setFinding] = useState(false);
  const [said, setSaid] = useState({ words: '', times: 0 });
  const frame = useRef<HTMLDivElement>(null);

  const organisations = useMemo(() => new Map(data.organisations.map((o) => [o.id, o.name])), [data.organisations]);
  const people = useMemo(
    () =>
      new Map(
        data.people.map((p) => [p.id, { name: p.name, organisation: organisations.get(p.organisation ?? 0) ?? null }]),
      ),
    [data.people, organisations],
  );
  const present = usePresent(session, people);
  const nameOf = useCallback(
    (person: number | null) =>
      (person !== null && (people.get(person) ?? present.find((p) => p.person === person))?.name) || t('someone'),
    [people, present, t],
  );
  const say = useCallback((words: string) => setSaid(({ times }) => ({ words, times: times + 1 })), []);

  const { editor, cited, around, touched, keys } = useEditing(data, session);
  const known = useProposers(editor, session, data);
  const organisationOf = (id: number | null) => (id === null ? null : (organisations.get(id) ?? null));
  const whose = (suggestion: Suggestion): Whose => {
    const by = known.proposers.get(suggestion.id);
    if (!by) {
      const name = t('suggestions.not-known-yet');
      return { name, organisation: null, through: null, said: name };
    }
    const name = nameOf(by.person);
    const through = by.through === null ? null : nameOf(by.through);
    const said = through ? `${name}, ${t('suggestions.through', { name: through })}` : name;
    return { name, organisation: organisationOf(by.organisation), through, said };
  };
  useBesideText(data.id, cited, reread);
  useEffect(() => {
    if (safety === 'saved') forgetTouched(touched.current);
  }, [safety, touched]);
  useEffect(() => {
    if (editor) tellThreads(editor.view, data.threads);
  }, [editor, data.threads]);
  useEffect(() => {
    const unsent = editor && unsentIn(unsentKey(data.me.id, data.id, 'new'));
    if (!unsent) return;
    beginAgain(editor.view, unsent.anchor);
    openSide('comments');
  }, [editor, data.me.id, data.id]);
  useEffect(() => {
    if (editor) tellSections(editor.view, data.sections);
  }, [editor, data.sections]);
  useEffect(() => {
    if (ended) editor?.setEditable(false);
  }, [ended, editor]);

  useSayWhatIsHere(editor, say, whose);
  useHelpKey(() => ask({ what: 'keys' }));

  const focusIn = (selector: string) =>
    requestAnimationFrame(() => frame.current?.querySelector<HTMLElement>(selector)?.focus());

  function beginComment(): void {
    if (!editor || !data.mayComment) return;
    const { from, to, empty, $from } = editor.state.selection;
    // Without a choice it is about the whole block.
    const place = empty ? { from: $from.start(), to: $from.end() } : { from, to };
    if (place.from >= place.to) {
      say(t('comments.nothing-chosen'));
      return;
    }
    beginOn(editor.view, place);
    openSide('comments');
  }

  function toThread(): void {
    if (!editor) return;
    const { head } = editor.state.selection;
    const [thread] = threadsAt(editor.state, head);
    const suggestion = thread === undefined ? suggestionAt(editor.state, head) : null;
    if (thread === undefined && suggestion === null) {
      say(t('comments.none-here'));
      return;
    }
    openSide(thread === undefined ? 'suggestions' : 'comments');
    focusIn(thread === undefined ? `#suggestion-${CSS.escape(suggestion!)}` : `#thread-${thread}`);
  }

  around.current = {
    ask,
    say,
    find: () => setFinding(true),
    beginComment,
    openSide: (which) => {
      openSide(which);
      focusIn(`.${which}-part`);
    },
    toThread,
    toToolbar: () => frame.current?.querySelector<HTMLElement>('[role=toolbar] [tabindex="0"]')?.focus(),
    suggesting,
    nameOf,
    nameOn: (presence) => named(presence, people).name,
    mayName: (person) => !known.misused.has(person),
  };

  const words = useMemo(() => {
    if (!ended || !editor) return '';
    return (ended === 'rewritten' ? wordsAdded : wordsOfTouched)(touched.current, editor.state.doc);
  }, [ended, editor, touched]);

  if (!editor) return null;
  // What one may not see any more, or nobody, goes from the view at once.
  const isGone = ended === 'gone' || ended === 'rewritten';
  const doing: Doing = {
    ...{
      data,
      session,
      editor,
      cited,
      suggesting,
      setSuggesting,
      side,
      openSide,
      ask,
      finding,
      setFinding,
      beginComment,
    },
    ...{ say, reread, nameOf, organisationOf, whose },
    writes: data.access !== 'read',
  };
  return (
    <WritingContext.Provider value={doing}>
      <div className={`writing ${side ? `with-${side}` : ''}`} ref={frame}>
        <div className="writing-top">
          <div className="writing-state">
            <Status session={session} writes={doing.writes} say={say} />
            <PresentList present={present} />
          </div>
          {!isGone && (
            <div className="writing-tools">
              <Toolbar />
              {finding && <FindBar />}
            </div>
          )}
        </div>
        {ended && <Ended why={ended} session={session} words={words} document={data.id} />}
        {dropped > 0 && <p className="notice">{t('status.dropped', { count: dropped })}</p>}
        {!isGone && (
          <>
            {/* biome-ignore lint/a11y/noStaticElementInteractions: a text that is only read hears no keys by itself */}
            <div className="sheet" onKeyDown={(event) => !editor.isEditable && hearKey(event, keys)}>
              {suggesting && (
                <p className="hint proposing">{t(data.access === 'suggest' ? 'suggestions.only' : 'suggestions.on')}</p>
              )}
              <EditorContent editor={editor} />
            </div>
            <SideParts zone={zone} />
          </>
        )}
        {/* The same words said again are heard again: the space makes them others. */}
        <p className="unseen" role="status">
          {!isGone && said.words}
          {said.times % 2 === 1 && '\u00a0'}
        </p>
        <Asks asking={asking} />
      </div>
    </WritingContext.Provider>
  );
}
