import type { Surface } from '../../voices/door/protocol';
import { placeOfVoice } from '../voices';

/** The place of a survivor's voice in a page; its words come in when the page is sent, and are in nothing that React holds. */
export function Voice({ voice, on }: { voice: string; on: Surface }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: a reference of a known form, and an attribute of a closed list
  return <span className="voice-place" dangerouslySetInnerHTML={{ __html: placeOfVoice(voice, on) }} />;
}
